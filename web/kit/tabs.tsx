/** Views of one thing, of which one is shown. Arrow keys go from one to the next. */
import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'
import styles from './tabs.module.css'

export interface TabItem<Id extends string> {
  readonly id: Id
  readonly label: ReactNode
  readonly content: ReactNode
}

export const Tabs = <Id extends string>({
  label,
  items,
  selected,
  onSelect,
}: {
  readonly label: string
  readonly items: readonly TabItem<Id>[]
  readonly selected: Id
  readonly onSelect: (id: Id) => void
}) => (
  <AriaTabs
    className={styles['tabs'] ?? ''}
    selectedKey={selected}
    onSelectionChange={(key) => onSelect(key as Id)}
    keyboardActivation="manual"
  >
    <TabList aria-label={label} className={styles['list'] ?? ''}>
      {items.map(({ id, label }) => (
        <Tab key={id} id={id} className={styles['tab'] ?? ''}>
          {label}
        </Tab>
      ))}
    </TabList>
    {items.map(({ id, content }) => (
      <TabPanel key={id} id={id} className={styles['panel'] ?? ''}>
        {content}
      </TabPanel>
    ))}
  </AriaTabs>
)
