/** A row as JSON has it: bytes, which are commitments, are hexadecimal digits. */
export type Json<Row> = Row extends Uint8Array
  ? string
  : Row extends object
    ? { readonly [Field in keyof Row]: Json<Row[Field]> }
    : Row
