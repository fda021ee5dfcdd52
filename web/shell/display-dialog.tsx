import { Dialog } from '../kit/dialog.tsx'
import { Choices } from '../kit/choices.tsx'
import { useFrameTexts } from '../texts/frame.ts'
import { changeSettings, textSizes, themes, useSettings } from '../texts/settings.ts'

/** KRDS's display modes (light, high contrast), dark beside them, its sizes of type, and whether news move the screen. */
export const DisplayDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useFrameTexts()
  const { theme, textSize, live } = useSettings()
  return (
    <Dialog title={t('display')} onClose={onClose}>
      <Choices
        legend={t('theme')}
        options={themes.map((value) => ({ value, label: t(`theme-${value}`) }))}
        value={theme}
        onChange={(theme) => changeSettings({ theme })}
      />
      <Choices
        legend={t('textSize')}
        options={textSizes.map((value) => ({ value, label: t('textSizeValue', { percent: value }) }))}
        value={textSize}
        onChange={(textSize) => changeSettings({ textSize })}
      />
      <Choices
        legend={t('movement')}
        options={(['on', 'off'] as const).map((value) => ({ value, label: t(`movement-${value}`) }))}
        value={live ? 'on' : 'off'}
        onChange={(value) => changeSettings({ live: value === 'on' })}
      />
    </Dialog>
  )
}
