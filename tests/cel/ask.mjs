// Puts questions to `guiyan cel eval --batch`, one JSON object a line, and reads the answers.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program that was built last: GUIYAN_BINARY, or what build/test or build/dev holds. */
export function binary() {
    const found = [process.env.GUIYAN_BINARY, `${root}build/test/guiyan`, `${root}build/dev/guiyan`].find(
        (path) => path && existsSync(path),
    );
    if (!found) throw new Error('build the program first: bin/test, or cmake --preset dev');
    return found;
}

/** @param {{expr: string, bindings?: object}[]} questions */
export function ask(questions) {
    const run = spawnSync(binary(), ['cel', 'eval', '--batch'], {
        input: questions.map((q) => JSON.stringify(q)).join('\n') + '\n',
        encoding: 'utf8',
        maxBuffer: 1 << 28,
    });
    if (run.status !== 0) throw new Error(`guiyan cel eval --batch ended with ${run.status ?? run.signal}: ${run.stderr}`);
    const answers = run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
    if (answers.length !== questions.length)
        throw new Error(`${questions.length} questions, ${answers.length} answers`);
    return answers;
}
