import { Notice } from '@maru/web/kit/notice.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { claimNames } from './claim-names.ts'
import { useClaimWords } from './claims.ts'
import { useTexts } from './texts.ts'

/** A card that holds, and what of it was shown. */
export const ShownClaims = ({
  claims,
  shownAt,
}: {
  readonly claims: { readonly [name: string]: unknown }
  readonly shownAt: number
}) => {
  const t = useTexts()
  const { clock } = useFormat()
  const { labelOf, valueOf } = useClaimWords()
  return (
    <Notice tone="success" title={t('accepted')}>
      <ul className={layout['tight']}>
        {claimNames
          .filter((name) => Object.hasOwn(claims, name))
          .map((name) => (
            <li key={name}>
              <span className={layout['strong']}>{labelOf(name)}</span> {valueOf(name, claims[name])}
            </li>
          ))}
      </ul>
      <p className={layout['soft']}>{t('shownAt', { time: clock(shownAt) })}</p>
    </Notice>
  )
}
