import { valueOrHtml } from './form-values.ts'
import { findIn } from './node-set.ts'
import { type AnyNode, attributeOf, textOf } from './nodes.ts'
import type { Page } from './page.ts'
import { constant, flag, integer, keyword, link, type Members, resolve, text } from './reflected-attributes.ts'
import {
  countWithin,
  findInPage,
  form,
  formNodeOf,
  labels,
  nearest,
  indexWithin,
  showFirst,
  within,
} from './related-elements.ts'

const encodings = ['multipart/form-data', 'text/plain', 'application/x-www-form-urlencoded']
const URL_ENCODED = 'application/x-www-form-urlencoded'
const onOff = keyword('autocomplete', ['off'], 'on')

/** An attribute that a control may override for its form: `formaction` before the form's `action`. */
function formAttribute(node: AnyNode, name: string): string | undefined {
  return attributeOf(node, `form${name}`) ?? attributeOf(formNodeOf(node), name)
}

function formAction(node: AnyNode, { url }: Page): string {
  const action = formAttribute(node, 'action') ?? ''
  if (url === '') return action
  return action === '' ? url : resolve(action, url)
}

/** What `<button>` and `<input>` have in common. */
const fieldMembers: Members = {
  form,
  formAction,
  formEnctype: (node) => {
    const enctype = formAttribute(node, 'enctype') ?? ''
    return encodings.includes(enctype) ? enctype : URL_ENCODED
  },
  formMethod: (node) => (formAttribute(node, 'method')?.toLowerCase() === 'post' ? 'post' : 'get'),
  formNoValidate: (node) => formAttribute(node, 'novalidate') !== undefined,
  formTarget: (node) => formAttribute(node, 'target') ?? '',
  labels,
  name: text('name'),
  accessKey: text('accesskey'),
  autofocus: flag('autofocus'),
  disabled: flag('disabled'),
  tabIndex: integer('tabindex', 0),
}

const inputTypes =
  'button checkbox color date datetime-local email file hidden image month number password radio range reset search submit tel time url week'

const withoutList = ['hidden', 'checkbox', 'radio', 'file', 'button']

const input: Members = {
  ...fieldMembers,
  accept: text('accept'),
  alt: text('alt'),
  autocomplete: onOff,
  checked: flag('checked'),
  defaultChecked: flag('checked'),
  defaultValue: text('value'),
  dirName: text('dirname'),
  height: text('height'),
  list: (node, page) => {
    const id = attributeOf(node, 'list') ?? ''
    if (id === '' || withoutList.includes(attributeOf(node, 'type') ?? '')) return undefined
    return showFirst(findInPage(node, `datalist[id="${id}"]`), page)
  },
  max: text('max'),
  maxLength: integer('maxlength', -1),
  min: text('min'),
  multiple: flag('multiple'),
  pattern: text('pattern'),
  placeholder: text('placeholder'),
  readonly: flag('readonly'),
  required: flag('required'),
  size: integer('size', 0),
  src: link('src'),
  step: text('step'),
  type: keyword('type', inputTypes.split(' '), 'text'),
  value: text('value'),
  width: text('width'),
}

const chosen = (node: AnyNode): AnyNode[] => findIn([node], 'option[selected]')

const select: Members = {
  autofocus: flag('autofocus'),
  disabled: flag('disabled'),
  form,
  labels,
  length: countWithin('option'),
  multiple: flag('multiple'),
  name: text('name'),
  options: within('option'),
  required: flag('required'),
  selectedIndex: (node) => {
    const [first] = chosen(node)
    return first === undefined ? -1 : findIn([node], 'option').indexOf(first)
  },
  selectedOptions: within('option[selected]'),
  size: (node) => (attributeOf(node, 'multiple') === undefined ? 1 : 4),
  tabIndex: integer('tabindex', 0),
  type: (node) => (attributeOf(node, 'multiple') === undefined ? 'select' : 'select-multiple'),
  value: (node) => valueOrHtml(chosen(node)[0]),
}

function optionForm(node: AnyNode, page: Page): object | undefined {
  const around = nearest(node, 'form')
  if (around !== undefined) return page.elementOf(around)
  const list = nearest(node, 'select')
  const id = attributeOf(list, 'form')
  return list === undefined || id === undefined ? undefined : showFirst(findInPage(list, `form#${id}`), page)
}

const option: Members = {
  defaultSelected: flag('selected'),
  disabled: (node) =>
    attributeOf(node, 'disabled') !== undefined || attributeOf(nearest(node, 'optgroup'), 'disabled') !== undefined,
  form: optionForm,
  index: indexWithin('select,datalist', 'option', 0),
  label: (node) => attributeOf(node, 'label') ?? textOf(node),
  selected: flag('selected'),
  text: (node) => textOf(node),
  value: (node) => valueOrHtml(node),
}

const textarea: Members = {
  accessKey: text('accesskey'),
  autocapitalize: keyword('autocapitalize', ['none', 'off', 'characters', 'words'], 'sentences'),
  autocomplete: onOff,
  cols: integer('cols', 0),
  defaultValue: text('value'),
  form,
  labels,
  length: (node) => (attributeOf(node, 'value') ?? '').length,
  maxLength: integer('maxlength', 0),
  name: text('name'),
  placeholder: text('placeholder'),
  readOnly: flag('readonly'),
  required: flag('required'),
  rows: integer('rows', 0),
  tabIndex: integer('tabindex', 0),
  type: constant('textarea'),
  value: text('value'),
  wrap: keyword('wrap', ['hard', 'off'], 'soft'),
}

const FORM_CONTROLS = 'input,select,button,textarea,fieldset'

/** By tag. */
export const formMembers: Readonly<Record<string, Members>> = {
  button: {
    ...fieldMembers,
    type: keyword('type', ['button', 'menu', 'reset'], 'submit'),
    value: (node) => valueOrHtml(node),
  },
  datalist: { options: within('option') },
  fieldset: {
    disabled: flag('disabled'),
    elements: within('input,select,button,textarea'),
    form,
    name: text('name'),
    type: constant('fieldset'),
    validity: constant(undefined),
  },
  form: {
    acceptCharset: text('accept-charset'),
    action: link('action'),
    autocomplete: onOff,
    elements: within(FORM_CONTROLS),
    encoding: keyword('enctype', encodings, URL_ENCODED),
    enctype: keyword('enctype', encodings, URL_ENCODED),
    length: countWithin(FORM_CONTROLS),
    method: keyword('method', ['post'], 'get'),
    name: text('name'),
    noValidate: flag('novalidate'),
    target: text('target'),
  },
  input,
  keygen: {
    autofocus: flag('autofocus'),
    challenge: text('challenge'),
    disabled: flag('disabled'),
    form,
    keytype: keyword('keytype', ['DSA', 'EC'], 'RSA'),
    labels,
    name: text('name'),
    type: constant('keygen'),
  },
  label: {
    control: (node, page) => {
      const id = attributeOf(node, 'for')
      return id === undefined ? undefined : showFirst(findInPage(node, `#${id}`), page)
    },
    form,
    htmlFor: text('for'),
  },
  legend: { accessKey: text('accesskey'), form },
  optgroup: { disabled: flag('disabled'), label: text('label') },
  option,
  output: {
    defaultValue: (node) => textOf(node),
    form,
    htmlFor: text('for'),
    labels,
    name: text('name'),
    type: constant('output'),
    value: (node) => textOf(node),
  },
  select,
  textarea,
}
