/** Names of what lies in the assembly's folder, by its hash. */
export const zipName = (hash: string) => `asset.${hash}.zip`;
export const folderName = (hash: string) => `asset.${hash}`;
