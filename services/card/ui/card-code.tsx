/** The picture that a facility reads without a network. It renews itself, for each is good for minutes and once. */
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { makeCardCode, type CardCode as Code } from '@maru/credentials/card-code.ts'
import { noteShown, takeCopy, type CardCopy, type HeldCard } from '@maru/web/city/card-store.ts'
import type { City } from '@maru/web/city/city.ts'
import { cityNow } from '@maru/web/city/clock.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Checks } from '@maru/web/kit/checks.tsx'
import { type Option, Select } from '@maru/web/kit/field.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { CopyText } from '@maru/web/screens/devices/copy-text.tsx'
import { QrCode } from '@maru/web/screens/devices/qr-code.tsx'
import { claimNames, type ClaimName } from './claim-names.ts'
import { useClaimWords } from './claims.ts'
import { useForgetCard } from './data.ts'
import { placeIn, useFacilityOptions } from './facilities.ts'
import { useTexts } from './texts.ts'

const renewSeconds = 60

export const CardCode = ({ card, city }: { readonly card: HeldCard; readonly city: City }) => {
  const t = useTexts()
  const [chosen, setChosen] = useState<readonly ClaimName[]>([])
  const { labelOf, valueOf } = useClaimWords()
  const { places, place, setAt } = usePlace()
  const { code, left, renew, isOn, start } = useCode(card, city, chosen, place)
  return (
    <Section title={t('codeTitle')}>
      <Checks
        legend={t('codeChoose')}
        options={claimNames.map((name) => ({
          value: name,
          label: labelOf(name),
          help: valueOf(name, card.claims[name]),
        }))}
        values={chosen}
        onChange={setChosen}
      />
      <Select
        label={t('codeWhere')}
        help={t('codeWhereHelp')}
        placeholder={t('codeElsewhere')}
        options={places}
        value={place?.value ?? ''}
        onChange={setAt}
      />
      {!isOn ? (
        <div>
          <Button look="primary" size="large" onClick={start}>
            {t('codeShow')}
          </Button>
        </div>
      ) : (
        <div className={layout['stack']}>
          {code === undefined ? (
            <p role="status">{t('working')}</p>
          ) : (
            <QrCode text={code.picture} label={t('codePicture', { count: chosen.length })} ecc="low" />
          )}
          <div className={layout['row']}>
            <Button onClick={renew}>{t('codeRenew')}</Button>
            <span className={layout['soft']}>{t('codeLeft', { seconds: left })}</span>
          </div>
          {code !== undefined && <CopyText title={t('codeAsText')} text={code.text} />}
        </div>
      )}
    </Section>
  )
}

/** Chosen from the list, or by what the facility hangs up; before the list was ever read, by its bare name. */
const usePlace = () => {
  const { hash } = useLocation()
  const [at, setAt] = useState(() => placeIn(hash))
  const listed = useFacilityOptions()
  const isListed = at === '' || listed.some(({ value }) => value === at)
  const places = isListed ? listed : [...listed, { value: at, label: at }]
  return { places, place: places.find(({ value }) => value === at), setAt }
}

const useCode = (
  card: HeldCard,
  { chain }: City,
  chosen: readonly ClaimName[],
  place: Option<string> | undefined,
) => {
  const forget = useForgetCard()
  const copy = useRef<CardCopy>(undefined)
  const [isOn, setOn] = useState(false)
  const [turn, setTurn] = useState(0)
  const [code, setCode] = useState<Code>()
  const [left, setLeft] = useState(renewSeconds)
  const disclosed = chosen.join()
  const [facility, to] = [place?.value, place?.label ?? '']
  useEffect(() => {
    if (!isOn) return undefined
    let isOver = false
    const make = async () => {
      copy.current ??= await takeCopy(card)
      const made = await makeCardCode({
        text: copy.current.text,
        key: copy.current.key.privateKey,
        disclose: disclosed.split(',').map((name) => [name]),
        chain,
        facility,
        nowSeconds: Math.floor(cityNow() / 1_000),
      })
      if (!isOver) setCode(made)
    }
    void make()
    setLeft(renewSeconds)
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1_000)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [isOn, turn, disclosed, card, chain, facility])
  const renew = () => setTurn((turn) => turn + 1)
  useEffect(() => {
    if (left <= 0) renew()
  }, [left])
  // Whoever scans it tells the phone nothing: what could be read from the screen counts as shown.
  useEffect(() => {
    if (!isOn) return
    const claims = disclosed === '' ? [] : disclosed.split(',')
    const shown = { account: card.account, at: cityNow(), to, claims, how: 'code' as const }
    void noteShown(shown).then(() => forget(card.account))
  }, [isOn, disclosed, card.account, to])
  return { code, left: Math.max(0, left), renew, isOn, start: () => setOn(true) }
}
