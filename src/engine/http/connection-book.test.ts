import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { addConnections } from '../metrics/connection-count.ts'
import { ConnectionBook } from './connection-book.ts'

it('counts connections by where they go, and takes off those that are closed', () => {
  const book = new ConnectionBook(1)
  const wires = [new Socket(), new Socket(), new Socket()] as const
  book.opened(wires[0], '10.0.0.5', 80)
  book.opened(wires[1], '10.0.0.5', 80)
  book.opened(wires[2], '::1', 443)
  wires[0].emit('close')
  expect(book.counts()).toEqual([
    { destination: '10.0.0.5:80', open: 1, opened: 2, sources: 1 },
    { destination: '[::1]:443', open: 1, opened: 1, sources: 1 },
  ])
})

it('adds up what several workers have', () => {
  const here = { destination: 'a:80', open: 2, opened: 5, sources: 1 }
  const there = { destination: 'b:80', open: 1, opened: 1, sources: 1 }
  expect(addConnections([[here], [here, there], []])).toEqual([{ ...here, open: 4, opened: 10 }, there])
})
