type Paint = (text: string) => string

/** The colours of k6's summary. */
export interface Paints {
  readonly title: Paint
  readonly value: Paint
  readonly extra: Paint
  readonly dots: Paint
  readonly plain: Paint
  readonly good: Paint
  readonly bad: Paint
}

const sgr =
  (codes: string, isOn: boolean): Paint =>
  (text) =>
    isOn ? `\u001B[${codes}m${text}\u001B[0m` : text

export const paintsOf = (isOn: boolean): Paints => ({
  title: sgr('1', isOn),
  value: sgr('36', isOn),
  extra: sgr('2;36', isOn),
  dots: sgr('2;37', isOn),
  plain: sgr('37', isOn),
  good: sgr('32', isOn),
  bad: sgr('31', isOn),
})
