import { models } from '../targets/models.ts'
import { optionName } from '../targets/options.ts'

/** The models of `kneepoint target` and what each can be told, from the models' own tables. */
export function targetHelp(): string {
  const blocks = Object.entries(models).map(([name, { summary, options }]) => {
    const lines = Object.entries(options).map(
      ([key, option]) => `      --${optionName(key).padEnd(22)} ${option.help} (default: ${String(option.default)})`,
    )
    return [`  ${name}: ${summary}`, ...lines].join('\n')
  })
  return `\nModels:\n${blocks.join('\n')}\n`
}
