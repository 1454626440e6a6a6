import { Box, Text } from 'ink'
import type { ReactNode } from 'react'

/** One Text per row: what Ink lays out and reads fastest. A row of the screen has no identity but its place. */
export const Rows = ({ rows }: { readonly rows: readonly string[] }): ReactNode => (
  <Box flexDirection="column">
    {rows.map((row, index) => (
      <Text key={index} wrap="truncate-end">
        {row}
      </Text>
    ))}
  </Box>
)
