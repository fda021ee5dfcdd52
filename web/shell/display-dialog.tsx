import { Dialog } from '../kit/dialog.tsx'
import { Choices } from '../kit/choices.tsx'
import { useFrameTexts } from '../texts/frame.ts'
import { changeSettings, textSizes, themes, useSettings } from '../texts/settings.ts'

/** KRDS's display modes (light, high contrast), dark beside them, and its sizes of type. */
export const DisplayDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useFrameTexts()
  const { theme, textSize } = useSettings()
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
    </Dialog>
  )
}
