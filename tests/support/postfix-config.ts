/** The configuration of a private Postfix 3: submission for who logs in, delivery to one LMTP server, nothing else. Pure text. */

export interface PostfixSettings {
  readonly folder: string;
  /** Where its programs lie. */
  readonly unpacked: string;
  readonly port: number;
  /** Two users of Debian that own nothing: Postfix asks for a user and another group of its own. */
  readonly owner: string;
  readonly group: string;
  /** Its mail goes to the LMTP server; mail of all other domains bounces. */
  readonly domain: string;
  readonly lmtpPort: number;
  readonly authSocket: string;
}

/** Its mail stays with Postfix, which delivers it by itself. */
export const keptDomain = 'kept.test';

export function postfixMain(settings: PostfixSettings): string {
  const { folder, unpacked, owner, group, domain, lmtpPort, authSocket } = settings;
  const libraries = `${unpacked}/usr/lib/postfix`;
  return `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = ${unpacked}/usr/sbin
daemon_directory = ${libraries}/sbin
shlib_directory = ${libraries}
meta_directory = ${folder}/etc
import_environment = MAIL_CONFIG LANG=C LD_LIBRARY_PATH=${libraries} POSTLOG_SERVICE=postlog POSTLOG_HOSTNAME=postfix.test
mail_owner = ${owner}
setgid_group = ${group}
maillog_file = ${folder}/log/mail.log
maillog_file_prefixes = ${folder}
myhostname = postfix.test
mydestination =
mynetworks =
local_recipient_maps =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
virtual_mailbox_domains = ${domain} ${keptDomain}
transport_maps = inline:{ ${keptDomain}=virtual }
virtual_mailbox_base = ${folder}/kept
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_transport = lmtp:inet:127.0.0.1:${lmtpPort}
default_transport = error:5.1.1 nobody of this name is here
relay_transport = $default_transport
lmtp_host_lookup = native
disable_dns_lookups = yes
smtpd_peername_lookup = no
message_size_limit = 2000000
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${authSocket}
smtpd_sasl_security_options = noanonymous
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = ${folder}/etc/cert.pem
smtpd_tls_key_file = ${folder}/etc/key.pem
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_client_connection_count_limit = 0
smtpd_reject_unlisted_recipient = no
`;
}

export function postfixMaster({ port }: Pick<PostfixSettings, 'port'>): string {
  return `
127.0.0.1:${port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
`;
}
