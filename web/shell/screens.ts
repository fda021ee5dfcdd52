/**
 * Which screens there are. A service has its own in `services/<name>/ui/index.ts`, the frame in `web/screens/*`: a
 * folder with an `index.ts` that exports `screens` is enough to be found. Only these lists are loaded with the first
 * page; each screen comes when it is opened.
 */
import type { ComponentType } from 'react'
import type { Language } from '../texts/settings.ts'

export interface Screen {
  /** As the router writes it: `/proposals/$proposal`. */
  readonly path: string
  readonly load: () => Promise<{ readonly Screen: ComponentType }>
  /** Its entry in the main menu, with its place among the others. */
  readonly menu?: {
    readonly order: number
    readonly label: { readonly [L in Language]: string }
    /** Left out is everybody. */
    readonly for?: 'officers'
  }
}

const found = import.meta.glob<readonly Screen[]>(['../screens/*/index.ts', '../../services/*/ui/index.ts'], {
  eager: true,
  import: 'screens',
})

export const screens: readonly Screen[] = Object.values(found).flat()

export const menu = screens
  .flatMap(({ path, menu }) => (menu ? [{ path, ...menu }] : []))
  .sort((a, b) => a.order - b.order)
