import { Option } from 'commander';

/** Where an engine on this machine keeps everything. */
export function dataDirOption(): Option {
  return new Option('--data-dir <dir>', 'where everything is kept').env('SHE_DATA_DIR').default('.she');
}
