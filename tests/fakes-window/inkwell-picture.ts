import type { DatabaseMigrations, MigrationState, Picture } from '../../src-main/contract/picture.ts'

/** The story's clock stands here, so that pictures of it can be compared. */
export const storyNow = '2026-11-21T10:42:00Z'

type Lane = { readonly app: string; readonly names: readonly string[] }

const lanes: readonly Lane[] = [
  { app: 'contenttypes', names: ['0001_initial', '0002_remove_content_type_name'] },
  {
    app: 'auth',
    names: Array.from(
      { length: 12 },
      (_, index) => `00${String(index + 1).padStart(2, '0')}_alter_user_${index + 1}`,
    ),
  },
  {
    app: 'admin',
    names: ['0001_initial', '0002_logentry_remove_auto_add', '0003_logentry_add_action_flag_choices'],
  },
  { app: 'sessions', names: ['0001_initial'] },
  {
    app: 'media',
    names: ['0001_initial', '0002_asset_alt', '0003_thumbnail', '0004_asset_focus', '0005_asset_owner'],
  },
]

function migration(app: string, name: string, change: Partial<MigrationState> = {}): MigrationState {
  return {
    app,
    name,
    applied: true,
    appliedAt: '2026-03-03T09:12:00Z',
    ghost: false,
    replaces: [],
    dependencies: [],
    runBefore: [],
    reversible: true,
    initial: name.startsWith('0001'),
    merge: false,
    runsCode: false,
    operations: [
      {
        type: 'AddField',
        says: `Add field ${name.slice(5)} to ${app}`,
        reversible: true,
        destroysForward: false,
        destroysBackward: false,
        table: `${app}_${app}`,
      },
    ],
    file: `C:\\Users\\Mara\\code\\inkwell\\${app}\\migrations\\${name}.py`,
    ...change,
  }
}

const operation = (says: string, type = 'AddField', change = {}) => ({
  type,
  says,
  reversible: true,
  destroysForward: false,
  destroysBackward: type === 'CreateModel' || type === 'AddField',
  table: null,
  ...change,
})

const pending = { applied: false, appliedAt: null } as const

const blog: readonly MigrationState[] = [
  migration('blog', '0001_initial', { operations: [operation('Create model Post', 'CreateModel')] }),
  migration('blog', '0002_author', { appliedAt: '2026-04-01T08:00:00Z' }),
  migration('blog', '0003_excerpt', { appliedAt: '2026-04-11T08:00:00Z' }),
  migration('blog', '0004_slug', { appliedAt: '2026-05-11T08:00:00Z' }),
  migration('blog', '0005_backfill_slugs', {
    appliedAt: '2026-05-30T17:22:00Z',
    runsCode: true,
    reversible: false,
    operations: [operation('Raw Python operation: backfill_slugs', 'RunPython', { reversible: false })],
  }),
  migration('blog', '0006_post_status', {
    appliedAt: '2026-06-12T09:40:00Z',
    dependencies: [
      { app: 'blog', name: '0005_backfill_slugs' },
      { app: 'auth', name: '0012_alter_user_12' },
    ],
    operations: [
      operation('Add field status to post'),
      operation('Alter field published_at on post', 'AlterField'),
      operation(
        'Create index blog_post_status_idx on field(s) status, published_at of model post',
        'AddIndex',
      ),
    ],
  }),
  migration('blog', '0007_comment', {
    appliedAt: '2026-08-28T14:03:00Z',
    operations: [operation('Create model Comment', 'CreateModel')],
  }),
  migration('blog', '0008_post_cover', {
    appliedAt: '2026-11-19T09:12:00Z',
    operations: [operation('Add field cover to post')],
  }),
]

const rest: readonly MigrationState[] = [
  migration('shop', '0001_initial'),
  ...['0002_price', '0003_stock', '0004_vat', '0005_sku', '0006_weight', '0007_stock', '0007_vat'].map(
    (name) => migration('shop', name),
  ),
  migration('shop', '0008_merge', {
    merge: true,
    operations: [],
    dependencies: [
      { app: 'shop', name: '0007_stock' },
      { app: 'shop', name: '0007_vat' },
    ],
    appliedAt: '2026-07-02T10:10:00Z',
  }),
  migration('shop', '0009_refund'),
  migration('shop', '0010_coupon', { appliedAt: '2026-11-04T10:10:00Z' }),
  migration('newsletter', '0001_initial'),
  migration('newsletter', '0002_token'),
  migration('newsletter', '0003_issue'),
  migration('newsletter', '0004_digest', {
    appliedAt: '2026-11-20T17:34:00Z',
    operations: [operation('Create model Digest', 'CreateModel')],
  }),
  migration('accounts', '0001_squashed_0006', { replaces: [{ app: 'accounts', name: '0001_initial' }] }),
  migration('accounts', '0007_avatar'),
  migration('blog', '0009_reading_time', {
    ...pending,
    operations: [operation('Add field reading_minutes to post')],
  }),
  migration('accounts', '0008_email_ci', {
    ...pending,
    operations: [operation('Alter field email on user', 'AlterField')],
  }),
  migration('newsletter', '0005_double_optin', {
    ...pending,
    operations: [
      operation('Remove field old_token from subscriber', 'RemoveField', { destroysForward: true }),
    ],
  }),
  migration('shop', '0011_discount', { ...pending, operations: [operation('Add field discount to order')] }),
  migration('shop', '0011_gift_card', {
    ...pending,
    operations: [operation('Create model GiftCard', 'CreateModel')],
  }),
  migration('blog', '0009_tags', {
    ghost: true,
    file: null,
    reversible: null,
    operations: [],
    appliedAt: '2026-11-21T10:16:00Z',
  }),
]

const found: DatabaseMigrations = {
  recorded: true,
  migrations: [
    ...lanes.flatMap(({ app, names }) => names.map((name) => migration(app, name))),
    ...blog,
    ...rest,
  ],
  conflicts: [{ app: 'shop', names: ['0011_discount', '0011_gift_card'] }],
  plan: [],
}

export const databases: Picture['databases'] = [
  {
    alias: 'default',
    engine: 'sqlite',
    backend: 'django.db.backends.sqlite3',
    name: 'db.sqlite3',
    path: 'C:\\Users\\Mara\\code\\inkwell\\db.sqlite3',
    inMemory: false,
    exists: true,
    bytes: 51_485_081,
  },
]

export const tables: readonly (readonly [string, number])[] = [
  ['auth_user', 2061],
  ['blog_comment', 1204],
  ['blog_post', 318],
  ['blog_post_tags', 61],
  ['blog_tag', 24],
  ['django_admin_log', 3026],
  ['django_migrations', 63],
  ['django_session', 211],
  ['newsletter_digest', 42],
  ['shop_order', 8412],
  ['shop_orderline', 41410],
]

export const sortOut: Picture = {
  takenAt: storyNow,
  pythonVersion: '3.13.9',
  djangoVersion: '5.2.8',
  settingsModule: 'inkwell.settings.dev',
  databases,
  apps: [],
  models: tables.map(([table]) => ({
    app: table.split('_')[0] ?? '',
    model: table,
    table,
    managed: true,
    proxy: false,
  })),
  migrations: { default: found },
  unreadable: {},
  unmade: [],
  checks: [],
  timings: {},
}

/** The same project with everything in order. */
export const safe: Picture = {
  ...sortOut,
  migrations: {
    default: {
      ...found,
      conflicts: [],
      migrations: found.migrations.filter((one) => one.applied && !one.ghost),
    },
  },
}
