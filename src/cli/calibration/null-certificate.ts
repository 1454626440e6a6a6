/**
 * For the server that a calibration talks to instead of the target, on the loopback interface only. It protects nothing: everybody has
 * the key.
 */
export const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgFUtmX0tMUiC2u63D
MvHJpye0CucevDSvgK99Hn/+qj6hRANCAAReAQwHc/lIWffCk+CRJOPX6nY8V/Ey
lPiYTOOBBHusbj73HIRFg4JmkCTEvJRGNogiplMQyzGKE6wl589vWwkk
-----END PRIVATE KEY-----
`

export const certificate = `-----BEGIN CERTIFICATE-----
MIIBlzCCAT2gAwIBAgIUcMmRKOLqe4VqqQnH1/QXM9Y7IbQwCgYIKoZIzj0EAwIw
IDEeMBwGA1UEAwwVa25lZXBvaW50IG51bGwgc2VydmVyMCAXDTI2MTEyODE5MTQw
M1oYDzIxMjYxMTA0MTkxNDAzWjAgMR4wHAYDVQQDDBVrbmVlcG9pbnQgbnVsbCBz
ZXJ2ZXIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAReAQwHc/lIWffCk+CRJOPX
6nY8V/EylPiYTOOBBHusbj73HIRFg4JmkCTEvJRGNogiplMQyzGKE6wl589vWwkk
o1MwUTAdBgNVHQ4EFgQUPIH7vKFYu3iajjni4N6tYZzraYMwHwYDVR0jBBgwFoAU
PIH7vKFYu3iajjni4N6tYZzraYMwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQD
AgNIADBFAiAUtiB3SqJGwMOj5rl+NoN0l0RBXSz/a2ggDC8MnB6/PQIhAN2rB4vK
RbWJXenRKgqk1gnYqxrpbX8ol6eeWWDm03oM
-----END CERTIFICATE-----
`
