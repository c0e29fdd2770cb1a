import type { AstroIntegration } from 'astro'

/**
 * Astro puts the styles of islands into those of their pages and deletes the files that were made of them. A script
 * that is imported later would still wait for such a file, and fail: this forgets the file.
 */
export const absentStyles = (): AstroIntegration => ({
  name: 'aimward:absent-styles',
  hooks: {
    'astro:config:setup': ({ updateConfig }) => {
      updateConfig({
        vite: {
          plugins: [
            {
              name: 'aimward:absent-styles',
              // After Astro's own.
              enforce: 'post',
              generateBundle(_, bundle) {
                for (const chunk of Object.values(bundle)) {
                  const styles = chunk.type === 'chunk' ? chunk.viteMetadata?.importedCss : undefined
                  for (const style of styles ?? []) if (!(style in bundle)) styles?.delete(style)
                }
              },
            },
          ],
        },
      })
    },
  },
})
