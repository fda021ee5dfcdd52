/** This device has no recovery secret, one that is not in the group that was fixed, or a browser that cannot seal for the relay. */
export class NotMember extends Error {
  override readonly name = 'NotMember'
  readonly why: 'no-secret' | 'not-in-group' | 'cannot-seal'
  constructor(why: NotMember['why']) {
    super(why)
    this.why = why
  }
}
