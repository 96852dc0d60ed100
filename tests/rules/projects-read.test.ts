import { describe, expect, it } from 'vitest'
import { createPlace } from '../../src-main/adapters/place.ts'
import { cleanPath, projectId, projectName } from '../../src-main/core/projects/identity.ts'
import { isDjangoManagePy, settingsModuleIn } from '../../src-main/core/projects/manage-py.ts'

describe('reading the settings module out of manage.py', () => {
  it.each([
    [`os.environ.setdefault("DJANGO_SETTINGS_MODULE", "a.settings")`, 'a.settings'],
    [`os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.settings')`, 'a.settings'],
    [
      `environ.setdefault(\n        "DJANGO_SETTINGS_MODULE",\n        "config.settings.local",\n    )`,
      'config.settings.local',
    ],
    [`os.environ["DJANGO_SETTINGS_MODULE"] = "a.b"`, 'a.b'],
    [`os.environ['DJANGO_SETTINGS_MODULE']='settings'`, 'settings'],
    [
      `# os.environ.setdefault("DJANGO_SETTINGS_MODULE", "old")\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "new")`,
      'new',
    ],
    [
      `os.environ.setdefault("DJANGO_SETTINGS_MODULE", os.environ.get("SITE_SETTINGS", "site.prod"))`,
      'site.prod',
    ],
    [`SETTINGS = "x.y"\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)`, 'x.y'],
    [`os.environ.setdefault("DJANGO_SETTINGS_MODULE", "größe.settings")`, 'größe.settings'],
    [`os.environ.setdefault("DJANGO_SETTINGS_MODULE", "a.b")\r\nprint("x.y")\r\n`, 'a.b'],
    [`if os.environ["DJANGO_SETTINGS_MODULE"] == "no.such":\n  pass`, null],
    [`os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{name}.settings")`, null],
    [`from django.core import management`, null],
  ])('%j names %s', (text, module) => {
    expect(settingsModuleIn(text)).toBe(module)
  })

  it('tells a manage.py of Django from others', () => {
    expect(isDjangoManagePy('from django.core.management import execute_from_command_line')).toBe(true)
    expect(isDjangoManagePy('from flask_script import Manager')).toBe(false)
  })
})

describe('who a project is', () => {
  it('is the same on Windows however its path is written, and different on Linux', () => {
    const id = projectId('C:\\Work\\Shop', 'win32')
    expect(projectId('c:\\work\\shop\\', 'win32')).toBe(id)
    expect(projectId('C:/Work/Shop', 'win32')).toBe(id)
    expect(projectId('/code/Shop', 'linux')).not.toBe(projectId('/code/shop', 'linux'))
    expect(projectId('/code/shop/', 'linux')).toBe(projectId('/code/shop', 'linux'))
  })

  it('takes a name that says something', () => {
    expect(projectName('C:\\Work\\Shop', 'win32')).toBe('Shop')
    expect(projectName('C:\\Work\\Shop\\src', 'win32')).toBe('Shop')
    expect(projectName('/srv/inkwell/Backend', 'linux')).toBe('inkwell')
    expect(projectName('/app', 'linux')).toBe('app')
    expect(projectName('C:\\', 'win32')).toBe('C:\\')
  })

  it('takes paths as people paste them', () => {
    expect(cleanPath('"C:\\My Work\\shop"', 'win32', 'C:\\Users\\a')).toBe('C:\\My Work\\shop')
    expect(cleanPath('~\\shop', 'win32', 'C:\\Users\\a')).toBe('C:\\Users\\a\\shop')
    expect(cleanPath('~/shop/', 'linux', '/home/a')).toBe('/home/a/shop')
    expect(cleanPath('~', 'linux', '/home/a')).toBe('/home/a')
    expect(cleanPath(' /odd name ', 'linux', '/home/a').endsWith('/odd name ')).toBe(true)
  })
})

describe('the data folder', () => {
  it('follows each system, and SAVEPOINT_DATA before all', () => {
    const at = (environment: Record<string, string>, platform: NodeJS.Platform, home: string) =>
      createPlace(environment, platform, home).dataFolder
    expect(at({ APPDATA: 'C:\\U\\a\\AppData\\Roaming' }, 'win32', 'C:\\U\\a')).toBe(
      'C:\\U\\a\\AppData\\Roaming\\Savepoint',
    )
    expect(at({}, 'win32', 'C:\\U\\a')).toBe('C:\\U\\a\\AppData\\Roaming\\Savepoint')
    expect(at({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Application Support/Savepoint')
    expect(at({}, 'linux', '/home/a')).toBe('/home/a/.local/share/savepoint')
    expect(at({ XDG_DATA_HOME: '/x' }, 'linux', '/home/a')).toBe('/x/savepoint')
    expect(at({ XDG_DATA_HOME: 'relative' }, 'linux', '/home/a')).toBe('/home/a/.local/share/savepoint')
    expect(at({ SAVEPOINT_DATA: '/t/sp', XDG_DATA_HOME: '/x' }, 'linux', '/home/a')).toBe('/t/sp')
    expect(at({ SAVEPOINT_DATA: 'relative' }, 'linux', '/home/a')).toBe('/home/a/.local/share/savepoint')
    expect(createPlace({}, 'win32', 'C:\\U\\a').downloads).toBe('C:\\U\\a\\Downloads')
  })
})
