import { Code, type CodeConfig } from 'aws-cdk-lib/aws-lambda';
import type { Location } from 'aws-cdk-lib/aws-s3';
import { FileAssetPackaging, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { folderName, zipName } from './asset-names.ts';

/**
 * Code that already lies in the assembly's folder under a name that contains its hash. Unlike `Code.fromAsset`
 * it copies and hashes nothing, so that synthesis takes no longer when there are thousands of functions.
 */
export class OutdirCode extends Code {
  readonly isInline = false;
  private readonly fileName: string;
  private readonly hash: string;
  private readonly packaging: FileAssetPackaging;

  private constructor(fileName: string, hash: string, packaging: FileAssetPackaging) {
    super();
    this.fileName = fileName;
    this.hash = hash;
    this.packaging = packaging;
  }

  /** A zip that is uploaded byte for byte, `asset.<hash>.zip`. */
  static zip(hash: string): OutdirCode {
    return new OutdirCode(zipName(hash), hash, FileAssetPackaging.FILE);
  }

  /** A folder that is zipped when it is published, `asset.<hash>`. */
  static folder(hash: string): OutdirCode {
    return new OutdirCode(folderName(hash), hash, FileAssetPackaging.ZIP_DIRECTORY);
  }

  override bind(scope: Construct): CodeConfig {
    return { s3Location: this.locate(scope) };
  }

  /** Where it will lie once it is published. */
  locate(scope: Construct): Location {
    return Stack.of(scope).synthesizer.addFileAsset({
      fileName: this.fileName,
      packaging: this.packaging,
      sourceHash: this.hash,
    });
  }
}
