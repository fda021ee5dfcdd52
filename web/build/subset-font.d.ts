declare module 'subset-font' {
  const subsetFont: (
    font: Buffer,
    characters: string,
    options: { readonly targetFormat: 'woff2'; readonly keepFeatures?: readonly string[] },
  ) => Promise<Buffer>
  export default subsetFont
}
