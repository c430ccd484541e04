/** Whether an endpoint of AWS is on this machine: an AWS that is tried here. @param endpoint undefined: AWS itself */
export function isThisMachine(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false;
  const { protocol, hostname } = new URL(endpoint);
  const isHttp = protocol === 'http:' || protocol === 'https:';
  return isHttp && (/^127(\.\d{1,3}){3}$/.test(hostname) || hostname === 'localhost' || hostname === '[::1]');
}
