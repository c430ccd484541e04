/** A deployment cannot be synthesised as it stands; the message says what was found, where, and what to do. */
export class DeploymentInvalid extends Error {
  override readonly name = 'DeploymentInvalid';
}
