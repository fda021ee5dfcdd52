/** Why nothing can be proved here: of the device, of the browser, of the group that was fixed, or of what the city gave. */
export class NotMember extends Error {
  override readonly name = 'NotMember'
  readonly why: 'no-secret' | 'not-in-group' | 'cannot-seal' | 'no-road' | 'group-differs' | 'group-not-ready'
  constructor(why: NotMember['why']) {
    super(why)
    this.why = why
  }
}
