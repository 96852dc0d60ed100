import { describe, expect, it } from 'vitest'
import { secretsOf, withoutSecrets } from '../../src-main/core/diagnosis/secrets.ts'

describe('a line that is shown', () => {
  it.each([
    ["'PASSWORD': 'hunter2',", "'PASSWORD': •••,"],
    ['SECRET_KEY = "abc def"', 'SECRET_KEY = •••'],
    ['connect(password=hunter2, host=db)', 'connect(password=•••, host=db)'],
    ['postgresql://shop:hunter2@db:5432/shop', 'postgresql://shop:•••@db:5432/shop'],
    ['redis://:hunter2@cache/0', 'redis://:•••@cache/0'],
    ['api_key: 12345', 'api_key: •••'],
  ])('hides the secret of %s', (line, shown) => {
    expect(withoutSecrets(line)).toBe(shown)
  })

  it.each([
    "KeyError: 'SECRET_KEY'",
    'SECRET_KEY = env("SECRET_KEY")',
    'SECRET_KEY = os.environ["SECRET_KEY"]',
    'The SECRET_KEY setting must not be empty.',
    'File "/home/me/shop/settings.py", line 12, in <module>',
    'see https://docs.djangoproject.com/en/5.2/',
  ])('leaves %s as it is', (line) => {
    expect(withoutSecrets(line)).toBe(line)
  })

  it('hides what the environment calls a secret, wherever it stands', () => {
    const hidden = secretsOf({
      DB_PASSWORD: 'swordfish',
      PATH: '/usr/bin',
      API_TOKEN: 'abc',
      NOTHING: undefined,
    })
    expect(hidden).toEqual(['swordfish'])
    expect(withoutSecrets('login with swordfish failed in /usr/bin', hidden)).toBe(
      'login with ••• failed in /usr/bin',
    )
  })
})
