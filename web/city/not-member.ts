/** This device has no recovery secret, or one that is not in the group that was fixed. */
export class NotMember extends Error {
  override readonly name = 'NotMember'
  readonly why: 'no-secret' | 'not-in-group'
  constructor(why: NotMember['why']) {
    super(why)
    this.why = why
  }
}
