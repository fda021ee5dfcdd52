/** A text as a picture that cameras read (ISO/IEC 18004). Dark on light in every theme: many readers want it so. */
import { encodeQR } from 'qr'
import styles from './devices.module.css'

const border = 4

export const QrCode = ({
  text,
  label,
  ecc = 'medium',
}: {
  readonly text: string
  readonly label: string
  /** `low` for long texts on a screen, where nothing is torn or dirty. */
  readonly ecc?: 'low' | 'medium'
}) => {
  const rows = encodeQR(text, 'raw', { border, ecc })
  const path = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg
      className={styles['picture']}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  )
}
