/** The two configuration files of a private Cyrus IMAP 3.6. Pure text; starting it is the neighbour's work. */

const MAILBOXES = ['Sent', 'Drafts', 'Trash', 'Junk', 'Archive'] as const;

export function cyrusConfig({ folder, user }: { readonly folder: string; readonly user: string }): string {
  return `
cyrus_user: ${user}
configdirectory: ${folder}/conf
partition-default: ${folder}/mail
defaultpartition: default
proc_path: ${folder}/proc
mboxname_lockpath: ${folder}/lock
idlesocket: ${folder}/socket/idle
lmtpsocket: ${folder}/socket/lmtp
notifysocket: ${folder}/socket/notify
servername: postern.test
admins: administrator
allowplaintext: yes
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: ${folder}/mux
sasl_mech_list: PLAIN LOGIN
virtdomains: off
altnamespace: yes
unixhierarchysep: yes
autocreate_users: anyone
autocreate_post: yes
autocreate_quota: 1000000
autocreate_inbox_folders: ${MAILBOXES.join('|')}
autocreate_subscribe_folders: ${MAILBOXES.join('|')}
${MAILBOXES.map((name) => `xlist-${name.toLowerCase()}: ${name}`).join('\n')}
specialusealways: yes
specialuse_protect: \\None
delete_mode: immediate
expunge_mode: immediate
duplicatesuppression: no
conversations: no
lmtp_downcase_rcpt: yes
imapidlepoll: 1
skiplist_unsafe: yes
umask: 077
syslog_prefix: postern
`;
}

export interface CyrusServices {
  readonly folder: string;
  /** Where its programs lie. */
  readonly programs: string;
  readonly imap: number;
  readonly lmtp: number;
}

export function cyrusServices({ folder, programs, imap, lmtp }: CyrusServices): string {
  const run = (program: string, args = ''): string =>
    `cmd="${programs}/${program} -C ${folder}/imapd.conf ${args}"`;
  return `
START {
  recover ${run('ctl_cyrusdb', '-r')}
}
SERVICES {
  imap ${run('imapd', '-U 30')} listen="127.0.0.1:${imap}" prefork=2 maxchild=100
  lmtp ${run('lmtpd', '-a')} listen="127.0.0.1:${lmtp}" prefork=1 maxchild=20
}
DAEMON {
  idled ${run('idled', '-f')}
}
`;
}
