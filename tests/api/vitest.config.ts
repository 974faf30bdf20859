import { defineConfig } from 'vitest/config';

// Every file starts servers of its own; two at a time leave the machine some air.
export default defineConfig({
    test: {
        include: ['*.test.ts'],
        globalSetup: './support/global_setup.ts',
        testTimeout: 60_000,
        hookTimeout: 120_000,
        maxWorkers: 2,
        fileParallelism: true,
    },
});
