// https://jslib.k6.io/http-instrumentation-pyroscope. CommonJS, because scripts import a default.
const { Client, instrumentHTTP } = require('./baggage.js')

module.exports = { __esModule: true, default: { Client, instrumentHTTP }, Client, instrumentHTTP }
