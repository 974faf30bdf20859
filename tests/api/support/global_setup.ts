// Fills one demonstration county for the whole run; every test file gets a copy of it (world.ts).
import type { TestProject } from 'vitest/node';
import { guiyan, new_place } from '../../support/server.mjs';

declare module 'vitest' {
    interface ProvidedContext {
        county: { data: string; options: string[]; passwords: Record<string, string> };
    }
}

export default function setup(project: TestProject) {
    const place = new_place();
    const printed: string = guiyan('demo', ...place.options);
    // A server tells what is due when it starts; here that is told once, so that no server does it beside a test.
    guiyan('remind', ...place.options);
    const passwords: Record<string, string> = {};
    for (const [, login, password] of printed.matchAll(/^ {2}([a-z0-9]+) +(\S{10,}) /gm)) passwords[login] = password;
    if (Object.keys(passwords).length < 10) throw new Error(`the demonstration printed no accounts:\n${printed}`);
    project.provide('county', { data: place.data, options: place.options, passwords });
    return () => place.remove();
}
