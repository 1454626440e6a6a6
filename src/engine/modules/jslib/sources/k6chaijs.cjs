// https://jslib.k6.io/k6chaijs. CommonJS, because scripts import a default.
const { chai, describe, expect } = require('./chai-checks.js')

module.exports = { __esModule: true, default: chai, chai, describe, expect }
