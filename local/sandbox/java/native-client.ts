import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';

/** The part of Amazon's client that is written in C, for this processor. */
const LIBRARY: Readonly<Record<string, string>> = {
  x64: 'jni/libaws-lambda-jni.linux-x86_64.so',
  arm64: 'jni/libaws-lambda-jni.linux-aarch_64.so',
};

/** What the client is told where that part lies, `-D<this>=<path>`; by itself it writes it to /tmp at every start. */
export const NATIVE_CLIENT_PROPERTY =
  'com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI';

/** Reads it out of the client's jars. */
export async function nativeClient(jars: readonly string[]): Promise<Uint8Array | undefined> {
  const name = LIBRARY[process.arch];
  for (const jar of jars) {
    const files = unzipSync(await readFile(jar), { filter: (file) => file.name === name });
    if (name !== undefined && files[name]) return files[name];
  }
  return undefined;
}
