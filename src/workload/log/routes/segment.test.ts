import { expect, it } from 'vitest'
import { segmentTemplate } from './segment.ts'

it.each([
  ['42', '{id}'],
  ['9f86d081-884c-4d63-a159-a3ea9c4b1234', '{id}'],
  ['order-12345', 'order-{id}'],
  ['2026-11-28', '{date}'],
  ['2026-11', '{date}'],
  ['9f86d081', '{hash}'],
  ['e3b0c44298fc1c149afbf4c8996fb924', '{hash}'],
  ['me@shop.example', '{email}'],
  ['me%40shop.example', '{email}'],
  ['dQw4w9WgXcQ', '{token}'],
  ['cus_NffrFeUfNV2Hib', '{token}'],
  ['17.jpg', '{id}.jpg'],
  ['app.3f2a1b9c.js', 'app.{hash}.js'],
  ['main-8D2kL0aB.min.css', 'main-{hash}.min.css'],
])('takes %s for %s', (segment, template) => {
  expect(segmentTemplate(segment)).toBe(template)
})

it.each([
  '',
  'v2',
  'utf8',
  'items',
  'feedback',
  'facade',
  'deadbeef',
  'jquery-3.7.min.js',
  'index.html',
  'oauth2',
  'top-10',
  'getUserById',
])('leaves %s as it is', (segment) => {
  expect(segmentTemplate(segment)).toBe(segment)
})
