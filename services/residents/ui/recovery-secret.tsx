/** The recovery secret, to be written down, and the test that it was: two of its groups are typed in. */
import { Button } from '@maru/web/kit/button.tsx'
import { TextField } from '@maru/web/kit/field.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useState } from 'react'
import styles from './residents.module.css'
import { useTexts } from './texts.ts'

export const RecoverySecret = ({
  text,
  onTested,
}: {
  readonly text: string
  readonly onTested: () => void
}) => {
  const t = useTexts()
  const groups = text.split('-')
  const [isHidden, setHidden] = useState(false)
  return (
    <div className={layout['stack']}>
      <p>{t('recoveryWhat')}</p>
      {isHidden ? (
        <Test groups={groups} onTested={onTested} onBack={() => setHidden(false)} />
      ) : (
        <>
          <ol className={styles['secret']} aria-label={t('recoverySecret')}>
            {groups.map((group, at) => (
              <li key={at}>
                <code>{group}</code>
              </li>
            ))}
          </ol>
          <Notice tone="warning" title={t('recoveryAlone')}>
            <p>{t('recoveryAloneHelp')}</p>
          </Notice>
          <div>
            <Button look="primary" onClick={() => setHidden(true)}>
              {t('writtenDown')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

const Test = ({
  groups,
  onTested,
  onBack,
}: {
  readonly groups: readonly string[]
  readonly onTested: () => void
  readonly onBack: () => void
}) => {
  const t = useTexts()
  const [asked] = useState(() => twoOf(groups.length))
  const [typed, setTyped] = useState<readonly string[]>(['', ''])
  const [isWrong, setWrong] = useState(false)
  const check = () => {
    const isRight = asked.every((at, index) => plain(typed[index] ?? '') === groups[at])
    setWrong(!isRight)
    if (isRight) onTested()
  }
  return (
    <>
      <p>{t('testWhat')}</p>
      {asked.map((at, index) => (
        <TextField
          key={at}
          label={t('groupNumber', { number: at + 1 })}
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={typed[index] ?? ''}
          error={isWrong && plain(typed[index] ?? '') !== groups[at] && t('groupWrong')}
          onChange={({ target }) =>
            setTyped(typed.map((text, other) => (other === index ? target.value : text)))
          }
        />
      ))}
      <div className={layout['row']}>
        <Button look="primary" onClick={check}>
          {t('testIt')}
        </Button>
        <Button look="tertiary" onClick={onBack}>
          {t('seeAgain')}
        </Button>
      </div>
    </>
  )
}

/** Two different ones, in their order. */
const twoOf = (count: number): readonly number[] => {
  const first = Math.floor(Math.random() * count)
  const second = (first + 1 + Math.floor(Math.random() * (count - 1))) % count
  return [first, second].sort((a, b) => a - b)
}

/** As the secret itself is read: O is 0, I and L are 1. */
const plain = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
