import { modelOf } from './model.ts';
import { readOptions } from './options.ts';
import { report } from './report.ts';

/** `npm run scale-model -- --pdas 1000000 --events-per-day 20` */
const { load, prices, section, json } = readOptions(process.argv.slice(2));
const model = modelOf(load, prices);
console.log(json ? JSON.stringify(model, undefined, 2) : report(model, section));
