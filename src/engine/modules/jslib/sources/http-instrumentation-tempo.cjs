// https://jslib.k6.io/http-instrumentation-tempo. CommonJS, because scripts import a default.
const { Client, instrumentHTTP } = require('./trace-context.js')

module.exports = { __esModule: true, default: { Client, instrumentHTTP }, Client, instrumentHTTP }
