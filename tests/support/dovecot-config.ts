/**
 * The configuration of a private Dovecot 2.3: any user name, one password, the five usual
 * mailboxes, nothing outside its folder. Pure text; starting it is the neighbour's work.
 */

export interface DovecotSettings {
  readonly folder: string;
  readonly password: string;
  readonly ports: { readonly imap: number; readonly imaps: number; readonly lmtp: number };
  /** Owner of the mail: two numbers, neither 0. */
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Name of the user and group that Dovecot's own processes run as when it is not started by root. */
  readonly unprivileged?: { readonly user: string; readonly group: string };
  /** The whole of what IMAP announces after login instead of all that Dovecot can, such as `IMAP4rev1 IDLE`. */
  readonly capability?: string;
  /** Where a token is looked up (RFC 7662) that somebody logs in with; without it there are passwords only. */
  readonly introspectionUrl?: string;
}

const MAILBOXES = ['Sent', 'Drafts', 'Trash', 'Junk', 'Archive'] as const;

export function dovecotConfig(settings: DovecotSettings): string {
  const { folder, password, ports, owner, unprivileged, capability, introspectionUrl } = settings;
  const identity = `uid=${owner.uid} gid=${owner.gid} home=${folder}/mail/%Ld/%Ln`;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = postern
protocols = imap lmtp
listen = 127.0.0.1
log_path = ${folder}/dovecot.log
auth_mechanisms = plain login${introspectionUrl === undefined ? '' : ' xoauth2 oauthbearer'}
auth_failure_delay = 0
disable_plaintext_auth = no
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
ssl_min_protocol = TLSv1.2
first_valid_uid = 1
first_valid_gid = 1
mail_uid = ${owner.uid}
mail_gid = ${owner.gid}
mail_home = ${folder}/mail/%Ld/%Ln
mail_location = maildir:~/Maildir
mail_fsync = never
maildir_stat_dirs = no
mailbox_list_index = yes
mail_max_userip_connections = 20000
default_client_limit = 19000
default_process_limit = 200
default_vsz_limit = 1 G
shutdown_clients = yes
${unprivileged === undefined ? '' : withoutRoot(unprivileged)}
passdb {
  driver = passwd-file
  args = ${folder}/refused
  deny = yes
}
passdb {
  driver = static
  args = password=${password}
  mechanisms = plain login
}
${introspectionUrl === undefined ? '' : byToken(folder)}
userdb {
  driver = static
  args = ${identity} allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = /
${MAILBOXES.map((name) => `  mailbox ${name} {\n    auto = subscribe\n    special_use = \\${name}\n  }`).join('\n')}
}
service anvil {
  client_limit = 19500
  # Without its socket Dovecot keeps no penalty for the address that failed logins come from.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  client_limit = 19500
  # Where another server may ask for logins.
  unix_listener auth-smtp {
    mode = 0666
  }
}
service stats {
  client_limit = 19000
}
service imap-login {
  service_count = 0
  client_limit = 9000
  process_min_avail = 1
  process_limit = 4
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service imap {
  process_limit = 10000
  process_min_avail = 2
  service_count = 1000
}
service lmtp {
  process_min_avail = 1
  process_limit = 100
  service_count = 10000
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
protocol imap {
  imap_idle_notify_interval = 2 mins
  mail_max_userip_connections = 20000
${capability === undefined ? '' : `  imap_capability = ${capability}`}
}
protocol lmtp {
  postmaster_address = postmaster@localhost
  recipient_delimiter = +
  hostname = localhost
}
`;
}

function byToken(folder: string): string {
  return `passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${oauth2File(folder)}
}`;
}

export function oauth2File(folder: string): string {
  return `${folder}/oauth2.conf`;
}

export function oauth2Config(introspectionUrl: string): string {
  return `
introspection_mode = post
introspection_url = ${introspectionUrl}
force_introspection = yes
username_attribute = username
active_attribute = active
active_value = true
`;
}

function withoutRoot({ user, group }: { user: string; group: string }): string {
  const rootless = ['anvil', 'auth', 'imap-login', 'stats', 'lmtp', 'imap'].map(
    (name) => `service ${name} {\n  chroot =\n  user = ${user}\n}`,
  );
  return [
    `default_internal_user = ${user}`,
    `default_internal_group = ${group}`,
    `default_login_user = ${user}`,
    ...rootless,
  ].join('\n');
}
