/** HTML as a template: what is put in is escaped unless it is HTML already. */
export const html = (parts: TemplateStringsArray, ...values: readonly Fragment[]): Html => {
  let text = parts[0] as string
  for (const [index, value] of values.entries()) text += render(value) + (parts[index + 1] as string)
  return { html: text }
}

export interface Html {
  readonly html: string
}

export type Fragment = Html | string | number | undefined | false | readonly Fragment[]

const render = (value: Fragment): string => {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string')
    return value.replaceAll(/[&<>"']/g, (character) => entities[character] as string)
  if (typeof value === 'number') return String(value)
  return 'html' in value ? value.html : value.map(render).join('')
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
