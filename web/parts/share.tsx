/** Hands the page's address on: to the device's own list of apps, or else to the clipboard. */
import { useState } from 'react'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import layout from './layout.module.css'
import { useTexts } from './texts.ts'

export const ShareButton = ({ title }: { readonly title: string }) => {
  const t = useTexts()
  const [said, setSaid] = useState<'copied' | 'copyFailed'>()
  const share = async () => {
    const url = location.origin + location.pathname
    if ('share' in navigator) {
      // Whoever closes the list of apps has changed their mind.
      await navigator.share({ title, url }).catch(() => undefined)
      return
    }
    await (navigator as Navigator).clipboard.writeText(url).then(
      () => setSaid('copied'),
      () => setSaid('copyFailed'),
    )
  }
  return (
    <>
      <Button look="tertiary" size="small" onClick={() => void share()}>
        <Icon name="external" />
        {t('share')}
      </Button>
      <span role="status" className={layout['soft']}>
        {said && t(said)}
      </span>
    </>
  )
}
