/* Made from openapi.yaml by scripts/generate.mjs. Do not edit: change the contract. */
/* eslint-disable */
export interface paths {
  readonly '/v1/keys': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List keys
     * @description Answers all keys, newest first, without their secrets.
     */
    readonly get: operations['listKeys'];
    readonly put?: never;
    /**
     * Create a key
     * @description Makes an API key and shows it once, in `key`. A key grants no scope and no account beyond those of its maker;
     *     `"all"` means all accounts that the maker may see. A key tied to some accounts cannot create accounts.
     */
    readonly post: operations['createKey'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/keys/{key}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The key's id.
         * @example key_4fW1nq
         */
        readonly key: components['parameters']['Key'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /**
     * Revoke a key
     * @description The key stops working at once, on every replica, open subscriptions included.
     */
    readonly delete: operations['deleteKey'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List accounts
     * @description Answers the accounts that the key may see, newest first.
     */
    readonly get: operations['listAccounts'];
    readonly put?: never;
    /**
     * Connect an account
     * @description Connects a mail account. Its servers are tried with the given credentials first (`verify=false` skips this):
     *     a trial that fails answers 422 `account-login-failed`, with the server's own words in `upstream` if it said any, and
     *     nothing is kept. The credentials are sealed before they are stored and are never returned.
     *
     *     `security: "none"` and `rejectUnauthorized: false` are taken only for hosts that the operator allows.
     *
     *     With `auth` of type `oauth2` the trial exchanges the refresh token, and what it became is kept with the account; where
     *     the endpoint exchanges each only once, a trial that fails has used it up. With `token-callback` the answer shows the
     *     `callbackSecret` once, unless it was given.
     */
    readonly post: operations['createAccount'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/verify': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Try an account's settings
     * @description Logs in to the given servers exactly as `createAccount` would, and keeps nothing. A refusal answers
     *     422 `account-login-failed` with `upstream`.
     *
     *     With `auth` of type `oauth2` the `accessToken` is tried, and only without one the refresh token exchanged; what that
     *     becomes is not kept. With `token-callback` the `callbackSecret` has to be given.
     */
    readonly post: operations['verifyAccount'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    /**
     * Get an account
     * @description Answers the account with the state of its connections. Credentials are never part of it.
     */
    readonly get: operations['getAccount'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Disconnect an account
     * @description Closes the account's connections and erases its credentials, submissions, events and deliveries, but for one
     *     last event `account.deleted`. Nothing on the mail server changes. An account made anew under the same id is
     *     another one: ids and cursors of the old one do not come back.
     */
    readonly delete: operations['deleteAccount'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Change an account
     * @description A JSON Merge Patch (RFC 7396): fields that are left out stay, null removes or resets. A change of a server's
     *     `host`, `port`, `security`, `tls` or `username` must carry the password in the same request, else 400. New
     *     settings are tried before they are kept, as at creation. `{ "paused": true }` stops reading, watching and
     *     sending; `{ "sending": { "paused": true } }` holds the queue only.
     */
    readonly patch: operations['updateAccount'];
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/diagnostics': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    /**
     * Find out how an account's servers behave
     * @description Asks both servers now, on the account's own connections, what they can do, and tries whether the IMAP server keeps
     *     what it promises: whether SEARCH finds what is in the inbox, whether CONDSTORE numbers its changes. A server that
     *     does not answer within ten seconds, or refuses, is no failure of this request: `error` says why.
     *
     *     Of the watching it tells what the watching process left last, whichever process answers; null where no process
     *     has watched the account in the last minutes.
     */
    readonly get: operations['getDiagnostics'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/reconnect': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Reconnect now
     * @description Closes the account's connections and opens them anew at once, without waiting for the back-off of an earlier
     *     failure. A paused account stays paused and answers 409 `account-paused`.
     */
    readonly post: operations['reconnectAccount'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/mailboxes': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    /**
     * List mailboxes
     * @description Answers the account's mailboxes with their counts, ordered by path with the inbox first.
     */
    readonly get: operations['listMailboxes'];
    readonly put?: never;
    /**
     * Make a mailbox
     * @description Makes a mailbox of exactly this path, in the spelling of `path` elsewhere: parts with the `delimiter` of the account's
     *     other mailboxes between them, decoded. Most servers make those above it too. What the server spells otherwise (`INBOX`
     *     within a path, say) is answered as it lists it. A path that is taken answers 409 `already-exists`, a name that the
     *     server does not take 422 `refused-by-server`, and `specialUse` on a server without CREATE-SPECIAL-USE (RFC 6154) 422
     *     `unsupported-by-server`. Counts need the scope `messages:read` too, and are null without it.
     */
    readonly post: operations['createMailbox'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/mailboxes/{mailbox}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description A mailbox id, or a special-use word.
         * @example inbox
         */
        readonly mailbox: components['parameters']['Mailbox'];
      };
      readonly cookie?: never;
    };
    /**
     * Get a mailbox
     * @description Answers one mailbox with its counts and its quota.
     */
    readonly get: operations['getMailbox'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Delete a mailbox
     * @description Deletes a mailbox for good, and ends its subscription. One that holds messages is deleted only with `force`, which
     *     deletes them too, without a way through trash; otherwise 422 `refused-by-server` says how many they are. Mailboxes
     *     below it stay, or the server refuses (Cyrus does); what is left then to hold them cannot be opened (`selectable`).
     *     `INBOX` stays.
     */
    readonly delete: operations['deleteMailbox'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Rename or subscribe a mailbox
     * @description A JSON Merge Patch (RFC 7396). `path` renames; those below the mailbox go along, and subscriptions with them. Where the
     *     server gives mailboxes an identity of their own (OBJECTID, RFC 8474) the id stays; elsewhere the mailbox, those below
     *     it and their messages have new ids, and the old ones answer 410 `stale-reference`. `INBOX` keeps its name. A path that
     *     is taken answers 409 `already-exists`. With both, the mailbox is renamed first.
     */
    readonly patch: operations['updateMailbox'];
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/mailboxes/{mailbox}/changes': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description A mailbox id, or a special-use word.
         * @example inbox
         */
        readonly mailbox: components['parameters']['Mailbox'];
      };
      readonly cookie?: never;
    };
    /**
     * List what has changed
     * @description Tells which messages came, changed their flags, and went since a state: that of the mailbox or `newState` of an earlier
     *     answer. Without `since` it answers the state of now and no changes. Each answer is exact: while `hasMore`, ask again
     *     with `newState`; nothing is left out or told twice, whatever others do meanwhile. A message that came and went in
     *     between is not told, or only as destroyed.
     *
     *     A server with QRESYNC (RFC 7162) tells all by itself, as long as it remembers when messages went; one that has forgotten
     *     may make `destroyed` name, once, also some that had gone before. For others the service remembers what the mailbox
     *     held, for 24 hours from when a state is given out. A state that can no longer be
     *     told from, or of another UIDVALIDITY, answers 410 `cursor-expired`: list the mailbox anew. On a server
     *     without mod-sequences a mailbox of more than 100,000 messages answers 422 `unsupported-by-server`.
     */
    readonly get: operations['listMailboxChanges'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/messages': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    /**
     * List messages
     * @description Answers the messages of one mailbox by descending UID, or those of all mailboxes by descending time of arrival, or as
     *     `sort` says. Only what `fields` needs is fetched.
     *     `text`, `html`, `headers`, `snippets` and what is made of a body need the scope `bodies:read`, and so do words of `q`
     *     without a name and its `body:`, `text:` and `header:`. `html` and `images` as for one message.
     *
     *     Where the server keeps mod-sequences (CONDSTORE) the answer has a weak `ETag`; with `If-None-Match` a mailbox in which
     *     nothing has changed costs one command. After a change the first such request may answer the same list once more. Over
     *     all mailboxes there is one where LIST tells their states too (LIST-STATUS), and it costs as little.
     */
    readonly get: operations['listMessages'];
    readonly put?: never;
    /**
     * Append a message
     * @description Puts a message into a mailbox without sending it: composed from JSON with Date and Message-ID, or byte for byte from
     *     `message/rfc822` with `mailbox` and `flags` in the query. Recipients in `bcc` stay in its header.
     *
     *     `mailbox: "drafts"` keeps a draft: what goes to the mailbox for drafts gets `\Draft`. It is replaced by `PUT` and sent by
     *     `submit`.
     */
    readonly post: operations['appendMessage'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/messages/search': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Search messages
     * @description Answers the messages of one mailbox, or of all (`*`), that match a filter, a query in words, or both, by descending
     *     UID (over all: by descending time of arrival) or as `sort` says. Neither matches all. Text matches as the server's own
     *     SEARCH does. What the server cannot search for is looked for here among at most 10,000 messages (bodies: 500 messages, 32 MiB, 4 MiB each part); beyond that it is
     *     `search-too-broad`,
     *     and `unsupported-by-server` where nothing can be done. `body`, `text`, `header` and `gmailRaw` terms, and the
     *     fields `text`, `html`, `headers` and `snippets`, need the scope `bodies:read`. The method `QUERY` on the same path is an alias.
     *
     *     The answer has a weak `ETag` as a list has; with `If-None-Match` a `QUERY` then answers 304 while nothing has changed.
     *     Of a POST that header is passed over.
     */
    readonly post: operations['searchMessages'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/messages/bulk': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Change many messages
     * @description Flags, moves, copies or deletes messages: those of `ids`, or those of `mailbox` that match `filter` at this moment
     *     (without a filter all that it holds). `mailbox: "*"` chooses from all mailboxes, but for the one that the messages
     *     are to go to, and every copy of a message; if the mail server does not open one of them, nothing is done. What becomes of each is told for itself: what the server refuses of some does
     *     not stop the rest. `dryRun` changes nothing and tells how many messages it would be, with some of their ids.
     *
     *     More than 1,000 messages become a job, which answers 202 at once; `Prefer: respond-async` asks for one in any case. Which
     *     messages they are is settled before: what arrives later is not touched.
     *
     *     `flag` takes `flags` or `labels` or both, and perhaps `unchangedSince`; `move` and `copy` take `targetMailbox`; `delete` moves to trash, or
     *     with `permanent` expunges. To choose by `mailbox` needs the scope `messages:read` too, and `bodies:read` for `body`,
     *     `text` and `header` terms.
     */
    readonly post: operations['bulkUpdateMessages'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/messages/{message}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    /**
     * Get a message
     * @description Answers one message. Without `fields` these are the default fields of a list and, for a key with the scope
     *     `bodies:read`, also `text`, `html`, `headers`, `truncated` and `parseError`. Naming `text`, `html`, `headers` or what
     *     is made of a body (`preview`, `markdown`, `quoted`, `signature`, `remoteImages`) without that scope answers 403.
     *     `\Seen` is not set.
     *
     *     `html=safe` shows the HTML sanitised: nothing in it runs, loads or leaves its place. Images of other servers are
     *     blocked, their addresses stand in `data-remote-src` and `data-remote-background`, unless `images=keep`; images of
     *     the message itself have links that work without a key for 15 minutes, and such an answer has no `ETag`. Quotes and
     *     signatures are marked by `data-part`.
     *
     *     A body that takes too long or too much memory to read is shown in part: `truncated` is true and `parseError` says why.
     *
     *     Where the server keeps mod-sequences (CONDSTORE) the answer has a strong `ETag` over the message's MODSEQ and what is
     *     asked of it. With `If-None-Match` an unchanged message costs the mail server one FETCH of its MODSEQ.
     */
    readonly get: operations['getMessage'];
    /**
     * Replace a draft
     * @description Puts a new version in place of a draft: composed from JSON, or byte for byte from `message/rfc822`. The draft gets a
     *     new id. Where the server can it is one step (RFC 8508), elsewhere the new version is written before the old one
     *     goes: a crash in between leaves both. Flags stay unless they are given; `\Draft` always stays.
     *
     *     A draft carries the flag `\Draft` or lies in the mailbox for drafts; every other message answers 409 `not-a-draft`.
     *     What another client changed or removed meanwhile is not overwritten: 404, or with `If-Match` 412. Without UIDPLUS,
     *     where other messages would go too, it answers 422 `unsupported-by-server` and does nothing.
     */
    readonly put: operations['replaceDraft'];
    readonly post?: never;
    /**
     * Delete a message
     * @description Moves the message to the mailbox for trash; one that is there already stays, and 200 says so. An account without
     *     such a mailbox answers 422 `no-such-special-use`. With `permanent=true` the message is expunged; a server
     *     that could not expunge it alone answers 422 `unsupported-by-server`.
     */
    readonly delete: operations['deleteMessage'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Change a message's flags, labels or mailbox
     * @description A command, not a merge patch: `flags` changes flags, `labels` Gmail's labels (422 `unsupported-by-server` elsewhere),
     *     `mailbox` moves the message. Of several, flags go first and the move last. `set` replaces all and excludes `add` and
     *     `remove`. A move gives the message a new id; one that loses the label of its mailbox is no longer there.
     *
     *     `If-Match` with an `ETag` of the message, whatever fields it was given for, lets flags and labels change only if nothing about the
     *     message has changed since: 412 `precondition-failed` otherwise, and 412 `precondition-unsupported` where the mail
     *     server keeps no mod-sequences. With a move it is refused with 400.
     */
    readonly patch: operations['updateMessage'];
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/messages/{message}/submit': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Send a draft
     * @description Accepts a draft for sending as it is now: who sends and receives it is read from From, To, Cc and Bcc of its header, Bcc
     *     is taken out, Date becomes the time of now, and its Message-ID stays. The draft is removed once the submission is `sent`,
     *     and only then; a version that replaced it meanwhile stays.
     *
     *     A draft is submitted once: as long as the record of its submission is kept and this has neither failed nor been
     *     cancelled, another request answers 409 `already-sent` and names that submission in `detail`. With an `Idempotency-Key`
     *     a repetition gets the answer of the first. A message that is no draft answers 409 `not-a-draft`. Needs the scope `messages:write` too, as the draft goes.
     */
    readonly post: operations['submitDraft'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/messages/{message}/unsubscribe': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Leave the mailing list of a message
     * @description Carries out the way out of its list that the message names in List-Unsubscribe: with one click (RFC 8058), which is
     *     one POST over https, without redirects, that says nothing of the reader; else by a letter to its `mailto:` address,
     *     which names exactly one, from the address that the message came to. A letter is a submission and needs the scope
     *     `submissions:write` too. Only done on request: nothing is ever called when a message is read.
     *
     *     One click needs both header fields, and is not believed where the account's own server found a DKIM signature wanting.
     *     A message without a way answers 422 `unsupported-by-server`; a server of the list that says no, 422
     *     `refused-by-server`; one that cannot be reached or fails, 502 or 504; an address that is not public, 422
     *     `egress-refused`.
     */
    readonly post: operations['unsubscribeMessage'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/messages/{message}/copy': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Copy a message
     * @description Copies the message to another mailbox of its account.
     */
    readonly post: operations['copyMessage'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/messages/{message}/raw': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    /**
     * Get the raw source
     * @description Streams the message as the server keeps it, byte for byte. HEAD answers the same headers without the content.
     *     A connection to the mail server that breaks in the middle breaks the response as well: it never ends early in silence.
     *
     *     One range of octets can be asked for: `Range: bytes=0-499`, `bytes=500-`, `bytes=-500` answer 206 and fetch no more
     *     than that. Several ranges, another unit or an `If-Range` that names another entity tag answer the whole.
     */
    readonly get: operations['getMessageRaw'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/messages/{message}/attachments.zip': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    /**
     * Get all attachments as a zip
     * @description Streams an archive of all that `attachments` of the message lists, in that order, inline images among them; of a
     *     message without any it is empty. The files are stored as they are, and their names can be unpacked everywhere: no
     *     path, no control characters, none twice. An attachment that breaks off breaks the response as well.
     */
    readonly get: operations['getAttachmentsZip'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/messages/{message}/attachments/{attachment}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
        /**
         * @description The attachment's id, as the message names it.
         * @example att_AQk3v0pXc1m8_2
         */
        readonly attachment: components['parameters']['Attachment'];
      };
      readonly cookie?: never;
    };
    /**
     * Get an attachment
     * @description Streams the decoded content of one part. `Content-Type` is the part's own, but for types that a browser would
     *     run (HTML, SVG, XML), which come as `application/octet-stream`. HEAD answers the same headers without the content.
     *
     *     One range of octets of the decoded content can be asked for, as of the raw source. Of an encoded part of more than
     *     32 MiB whose size is not known yet the whole is answered (200): look at the status.
     */
    readonly get: operations['getAttachment'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/threads/{thread}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The conversation's id, as `threadId` of a message gives it.
         * @example thr_AQm4b3a1
         */
        readonly thread: components['parameters']['Thread'];
      };
      readonly cookie?: never;
    };
    /**
     * Get a conversation
     * @description Answers the messages of a conversation over all mailboxes (Gmail: all mail, trash and junk), in the order of their
     *     arrival, with the fields that a list has. `{thread}` is the `threadId` of any of its messages.
     *
     *     A server that has threads of its own (THREADID, Gmail) says which messages those are. Elsewhere they are connected by
     *     Message-ID, In-Reply-To and References: those that name the root, and those that answer one of them without naming
     *     it, whose own `threadId` may be another; each of these ids leads to the whole conversation. The filter `threadId` is
     *     narrower there: it finds the messages that have this very `threadId`.
     *
     *     Where the server identifies messages, copies of one are shown once. At most 250 messages are shown, and at most 500
     *     Message-IDs are followed in five rounds over the mailboxes; `truncated` says that there are more, or may be.
     *
     *     A conversation without messages answers 404; an id that tells a thread of the server where it no longer has any
     *     answers 410 `stale-reference`.
     */
    readonly get: operations['getThread'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/submissions': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    /**
     * List submissions
     * @description Answers the account's submissions, newest first.
     */
    readonly get: operations['listSubmissions'];
    readonly put?: never;
    /**
     * Send a message
     * @description Accepts a message for sending: composed from JSON, or byte for byte as `message/rfc822` (the envelope then comes from
     *     To, Cc and Bcc, and Bcc is taken out). The answer comes once message and queue entry are stored: after the 202 the
     *     message is not lost by a crash of any process. Date and Message-ID are fixed now and stay over all tries.
     *
     *     `draft` instead of a content sends a draft as `submit` does, once, and needs the scope `messages:write` too.
     *
     *     `dryRun: true` answers 200 with what would be sent, octet for octet, and keeps nothing; of a draft it also
     *     needs `messages:read` and `bodies:read`.
     *
     *     With `recipients` it is a merge: one message to each of them, with values of their own for a template. All are rendered
     *     and checked first, and what is wrong is told with its index; then the answer is a job (`type: merge`), at `/v1/jobs/{job}`
     *     by `Location`, which makes a submission of each, with the `jobId`. The job ends when none of them waits any more; to
     *     cancel it cancels those that no server has taken. Files are kept once for all of them. With `dryRun` all are checked too,
     *     and the first is shown.
     *
     *     `from` and `envelope.from` must be the account's address or one of its identities. There must be at least one
     *     recipient and at most 1,000. Send an `Idempotency-Key` to make a repetition safe.
     */
    readonly post: operations['createSubmission'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/blobs': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Upload a file
     * @description Keeps a file for a day, to be attached by its `blobId` to any number of messages: its octets as they are, with their
     *     media type as `Content-Type` and `filename` in the query, or as the one file of a form. It is written while it comes
     *     in and has at most 25 MiB; an account keeps at most 1,000 of them and 500 MiB together.
     */
    readonly post: operations['createBlob'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/suppressions': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    /**
     * List suppressed addresses
     * @description Answers the addresses that the account sends nothing to, newest first.
     */
    readonly get: operations['listSuppressions'];
    readonly put?: never;
    /**
     * Suppress an address
     * @description Sends nothing more to this address from this account: what is accepted from now on has the recipient's status
     *     `suppressed`. Refusals and bounces that tell of no such mailbox or domain or of a disabled one, and complaints, put
     *     addresses here by themselves. One that is suppressed already is answered as it is.
     */
    readonly post: operations['createSuppression'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/suppressions/{address}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The suppressed address, in any case.
         * @example grace@example.org
         */
        readonly address: string;
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /**
     * Send to an address again
     * @description Takes the address out; what is accepted from now on is sent to it.
     */
    readonly delete: operations['deleteSuppression'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/submissions/{submission}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The submission's id.
         * @example sub_5tY7pd
         */
        readonly submission: components['parameters']['Submission'];
      };
      readonly cookie?: never;
    };
    /**
     * Get a submission
     * @description Answers the submission with the result of every recipient and every attempt.
     */
    readonly get: operations['getSubmission'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Cancel a submission
     * @description Cancels what is `scheduled`, `queued`, `deferred` or a held `unknown`; the submission stays readable. Afterwards
     *     409 `already-sent`, or `not-cancellable` while it is being sent and in states that are final.
     */
    readonly delete: operations['cancelSubmission'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Reschedule a submission
     * @description Changes when a `scheduled` or `queued` submission is sent; null sends it now. Later states answer 409
     *     `already-sent` once a server took it, and `not-cancellable` otherwise.
     */
    readonly patch: operations['updateSubmission'];
    readonly trace?: never;
  };
  readonly '/v1/accounts/{account}/submissions/{submission}/retry': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The submission's id.
         * @example sub_5tY7pd
         */
        readonly submission: components['parameters']['Submission'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Try again now
     * @description Sends an `unknown`, `deferred` or `failed` submission again at once, with the same Message-ID, to the recipients
     *     that no server has taken. After `unknown` a recipient may get the message twice. An address that is suppressed
     *     because this submission was refused is tried again, one that is suppressed otherwise is not. A submission that is
     *     `queued` or `sending` stays as it is; `sent`, and one whose draft was submitted anew, answers 409 `already-sent`, `scheduled` and
     *     `cancelled` 409 `not-cancellable`.
     */
    readonly post: operations['retrySubmission'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/jobs/{job}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The job's id.
         * @example job_8sJq2v
         */
        readonly job: components['parameters']['Job'];
      };
      readonly cookie?: never;
    };
    /**
     * Get a job
     * @description Answers how far a job is, and for a day after its end what came of it. It is shown to every key that could have made it:
     *     `messages:write` for changes to many messages, `submissions:write` for a merge, `webhooks:write` for a replay.
     */
    readonly get: operations['getJob'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Cancel a job
     * @description Ends a job before its next 250 messages; what is done stays done, and the job stays readable. One that is under way says
     *     `running` until then. While its account is paused a job waits. One that has ended otherwise answers 409 `not-cancellable`.
     *     A merge makes no further submissions, and those that no server has taken are cancelled; it says `running` until none is
     *     on its way any more. A replay queues no further deliveries.
     */
    readonly delete: operations['cancelJob'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/jobs/{job}/results': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The job's id.
         * @example job_8sJq2v
         */
        readonly job: components['parameters']['Job'];
      };
      readonly cookie?: never;
    };
    /**
     * List a job's results
     * @description Answers what became of each message so far, in the order in which they were changed. While the job goes on, the last
     *     page is that of now. A merge has none: its submissions are listed with `job`.
     */
    readonly get: operations['listJobResults'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/events': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Read the journal
     * @description Answers what happened after a cursor, oldest first. Without `after` it starts at the oldest event that is kept (at
     *     least seven days). `page.next` is never null: pass it as `after` to go on, also after an empty page. With `wait` an
     *     empty answer is held until an event comes or the time is over. Order holds within one account. Summaries of
     *     messages are left out for keys without `messages:read`. A cursor older than the journal answers 410.
     */
    readonly get: operations['listEvents'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/events/stream': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Follow the journal
     * @description Tells events as they are journaled, as Server-Sent Events. Each has its type as `event`, its cursor as `id`, and the
     *     event as `data`. A client that comes back says in `Last-Event-ID` how far it came, and misses nothing; the header
     *     goes before `after`. Without both the stream begins now.
     *
     *     While nothing is told a comment comes every 15 seconds, with an `id` that moves the cursor on behind the events that
     *     were not asked for. When the cursor is older than the journal, an event `reset` without an `id` says so
     *     (`data: {"code": "cursor-expired", "detail": "…"}`): what came in between is to be taken as missed, and the stream goes
     *     on with the oldest event that is kept.
     *
     *     A process that stops ends its streams, and so does a key that is revoked or expires; a client that takes nothing for
     *     a minute is let go. `retry` says when to come back. A key has at most 1,000 streams open in a process.
     */
    readonly get: operations['streamEvents'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/templates': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List templates
     * @description Answers the templates, newest first.
     */
    readonly get: operations['listTemplates'];
    readonly put?: never;
    /**
     * Create a template
     * @description Keeps what messages are to say, with places for values of their own: `{{name}}`, `{{order.items.0.name}}`,
     *     `{{#each items}}…{{else}}…{{/each}}` with `{{.}}`, `{{../name}}`, `{{@index}}`, `{{@first}}` and `{{@last}}`,
     *     `{{#if name}}…{{else}}…{{/if}}`, `{{#unless name}}…{{/unless}}`. In `html` values are escaped, but for `{{{name}}}`. Nothing in
     *     a template runs. What cannot be read answers 422 `template-error` with part, line and column.
     *
     *     Templates belong to the whole service: every key with the scope `submissions:read` sees them, and changing them needs a key
     *     for all accounts.
     */
    readonly post: operations['createTemplate'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/templates/{template}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The template's id.
         * @example tpl_6mQ9xc
         */
        readonly template: components['parameters']['Template'];
      };
      readonly cookie?: never;
    };
    /**
     * Get a template
     * @description Answers the template as it was written.
     */
    readonly get: operations['getTemplate'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Delete a template
     * @description Submissions that were accepted before stay as they are.
     */
    readonly delete: operations['deleteTemplate'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Change a template
     * @description A JSON Merge Patch (RFC 7396); null takes a part away. Submissions that were accepted before stay as they are.
     */
    readonly patch: operations['updateTemplate'];
    readonly trace?: never;
  };
  readonly '/v1/templates/{template}/preview': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The template's id.
         * @example tpl_6mQ9xc
         */
        readonly template: components['parameters']['Template'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Preview a template
     * @description Renders the template with these data, as a submission would, and sends nothing. A value that is missing answers 422
     *     `template-error`, with its placeholder, line and column, and its place in the data in `errors`.
     */
    readonly post: operations['previewTemplate'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/webhooks': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List webhooks
     * @description Answers the webhooks, newest first, without their secrets.
     */
    readonly get: operations['listWebhooks'];
    readonly put?: never;
    /**
     * Create a webhook
     * @description Registers an endpoint for events. The signing secret is shown once, in `secret`. Addresses that are not public answer
     *     422 `egress-refused` unless the operator allows them. A webhook sees no account and no message content
     *     beyond what its maker may see.
     */
    readonly post: operations['createWebhook'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/webhooks/{webhook}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    /**
     * Get a webhook
     * @description Answers the webhook. Its secret is null, the values of its headers are masked.
     */
    readonly get: operations['getWebhook'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Delete a webhook
     * @description No delivery starts after the answer; those that wait are dropped.
     */
    readonly delete: operations['deleteWebhook'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Change a webhook
     * @description A JSON Merge Patch (RFC 7396). `{ "enabled": true }` also revives a webhook that was disabled for its failures.
     */
    readonly patch: operations['updateWebhook'];
    readonly trace?: never;
  };
  readonly '/v1/webhooks/{webhook}/rotate-secret': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Give a webhook a new secret
     * @description Makes a new signing secret, shown once in `secret`, and a new `publicKey`. For a grace time every request carries the
     *     signatures of the secrets before as well, so that a receiver takes up the new one without missing a request; with
     *     `graceSeconds: 0` those before are worth nothing from now on, which is right for one that leaked.
     */
    readonly post: operations['rotateWebhookSecret'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/webhooks/{webhook}/test': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Send a test event
     * @description Queues one event for this webhook alone, whatever types and filter it asks for. With `type` it is told the example that
     *     this document shows of such an event, at its own payload level and marked by `"test": true`; in the journal stands
     *     `webhook.test`.
     */
    readonly post: operations['testWebhook'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/webhooks/{webhook}/replay': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Tell what was once more
     * @description Makes a new delivery of every event that the journal holds of that time and the webhook listens to, each under the same
     *     `webhook-id` as before: a job, for a long time has many events. It waits while the webhook has 5,000 deliveries before
     *     it, and is cancelled when the webhook is disabled or deleted. While the webhook is disabled 400 `invalid-request`.
     */
    readonly post: operations['replayWebhook'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/webhooks/{webhook}/deliveries': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    /**
     * List deliveries
     * @description Answers the webhook's deliveries with their attempts, newest first.
     */
    readonly get: operations['listDeliveries'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/webhooks/{webhook}/deliveries/{delivery}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
        /**
         * @description The delivery's id.
         * @example dlv_9sQ2xw
         */
        readonly delivery: components['parameters']['Delivery'];
      };
      readonly cookie?: never;
    };
    /**
     * Get a delivery
     * @description Answers the delivery with what went over the wire at its last five attempts. Credentials and signatures are masked,
     *     also where the endpoint repeats them. A delivery is kept for a week after it has ended.
     */
    readonly get: operations['getDelivery'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v1/webhooks/{webhook}/deliveries/{delivery}/redeliver': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
        /**
         * @description The delivery's id.
         * @example dlv_9sQ2xw
         */
        readonly delivery: components['parameters']['Delivery'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Deliver once more
     * @description Queues a new delivery of the same event, under the same `webhook-id` and with tries of its own, whatever became of the
     *     first. 410 `stale-reference` when the journal no longer holds the event; while the webhook is disabled 400
     *     `invalid-request`.
     */
    readonly post: operations['redeliverDelivery'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/livez': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Liveness
     * @description Answers 200 while the process can answer at all. It asks nothing of Redis or of any mail server.
     */
    readonly get: operations['getLiveness'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/readyz': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Readiness
     * @description Answers 200 once Redis answers and the process's roles run, and 503 before that and while it drains.
     */
    readonly get: operations['getReadiness'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/metrics': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Metrics
     * @description The process's metrics in the Prometheus text format, of all accounts; a key that is tied to some is refused.
     */
    readonly get: operations['getMetrics'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/openapi.yaml': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * This contract as YAML
     * @description The OpenAPI 3.1 document that this service runs by.
     */
    readonly get: operations['getOpenapiYaml'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/openapi.json': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * This contract as JSON
     * @description The OpenAPI 3.1 document that this service runs by.
     */
    readonly get: operations['getOpenapiJson'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
}
export interface webhooks {
  readonly 'message.received': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * message.received
     * @description A message came into a watched mailbox.
     */
    readonly post: operations['onMessageReceived'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'message.updated': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * message.updated
     * @description The flags of a message changed.
     */
    readonly post: operations['onMessageUpdated'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'message.deleted': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * message.deleted
     * @description A message is gone from its mailbox, expunged or moved away.
     */
    readonly post: operations['onMessageDeleted'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'mailbox.created': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * mailbox.created
     * @description A mailbox that can hold messages has come to be, whether or not its messages are watched. Changes of mailboxes are told
     *     at once when they were made here; those of other programs at the next comparison, minutes later at most. What was
     *     there when an account was watched for the first time is no news.
     */
    readonly post: operations['onMailboxCreated'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'mailbox.renamed': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * mailbox.renamed
     * @description A mailbox has another path. Where the mail server names mailboxes by ids (OBJECTID), its id and those of its messages
     *     stay; elsewhere they are others from now on, and `previous.id` tells the mailbox's old one. UIDs stay either way, and
     *     its messages are not told anew. A mailbox that is watched by its path stays watched until another one takes that path.
     *     A rename by another program, on a server without OBJECTID, of a mailbox that is not watched cannot be told from
     *     `mailbox.deleted` and `mailbox.created`.
     */
    readonly post: operations['onMailboxRenamed'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'mailbox.deleted': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * mailbox.deleted
     * @description A mailbox is gone, or holds only others now. Its messages are gone with it, without events of their own.
     */
    readonly post: operations['onMailboxDeleted'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'mailbox.reset': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * mailbox.reset
     * @description The mailbox's UIDVALIDITY changed: ids of its messages no longer hold.
     */
    readonly post: operations['onMailboxReset'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'submission.sent': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * submission.sent
     * @description A server took the message for some recipients, and nobody waits any more.
     */
    readonly post: operations['onSubmissionSent'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'submission.deferred': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * submission.deferred
     * @description A server asked to try again later.
     */
    readonly post: operations['onSubmissionDeferred'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'submission.failed': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * submission.failed
     * @description Recipients were refused for good, or their time is over.
     */
    readonly post: operations['onSubmissionFailed'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'submission.unknown': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * submission.unknown
     * @description The link broke after the message was handed over and before the server answered.
     */
    readonly post: operations['onSubmissionUnknown'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'submission.cancelled': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * submission.cancelled
     * @description The submission was cancelled.
     */
    readonly post: operations['onSubmissionCancelled'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'submission.delivered': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * submission.delivered
     * @description A report tells that the message reached the mailboxes of recipients, or was shown there.
     */
    readonly post: operations['onSubmissionDelivered'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'submission.bounced': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * submission.bounced
     * @description A bounce tells that recipients did not get the message that the server had taken.
     */
    readonly post: operations['onSubmissionBounced'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'submission.complained': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * submission.complained
     * @description A receiver complains about the message (RFC 5965).
     */
    readonly post: operations['onSubmissionComplained'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'submission.replied': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * submission.replied
     * @description Somebody answered the message; `cause.kind` tells a person from a program.
     */
    readonly post: operations['onSubmissionReplied'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'account.connected': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * account.connected
     * @description The account is connected for the first time since it was created, resumed or given new credentials.
     */
    readonly post: operations['onAccountConnected'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'account.auth-failed': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * account.auth-failed
     * @description The mail server refuses the account's credentials.
     */
    readonly post: operations['onAccountAuthFailed'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'account.unreachable': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * account.unreachable
     * @description The mail server cannot be reached.
     */
    readonly post: operations['onAccountUnreachable'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'account.recovered': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * account.recovered
     * @description The account is connected again after `auth-failed` or `unreachable`.
     */
    readonly post: operations['onAccountRecovered'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'account.paused': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * account.paused
     * @description The account was paused.
     */
    readonly post: operations['onAccountPaused'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'account.deleted': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * account.deleted
     * @description The account was deleted; nothing but its id is kept.
     */
    readonly post: operations['onAccountDeleted'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'events.missed': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * events.missed
     * @description Changes may have happened that no event tells of; read the mailbox anew.
     */
    readonly post: operations['onEventsMissed'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'webhook.disabled': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * webhook.disabled
     * @description A webhook was disabled because its endpoint failed for days or answered 410.
     */
    readonly post: operations['onWebhookDisabled'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly 'webhook.test': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * webhook.test
     * @description A test was asked for.
     */
    readonly post: operations['onWebhookTest'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
}
export interface components {
  schemas: {
    /**
     * Format: date-time
     * @description A time by RFC 3339; answers are in UTC with milliseconds.
     */
    readonly Time: string;
    /** @description An opaque place in a list. */
    readonly Cursor: string;
    /** @description Where a page's neighbours are. */
    readonly Page: {
      /** @description The cursor of the next page; null on the last one. */
      readonly next: string | null;
      /** @description The cursor of the page before; null on the first one. */
      readonly previous: string | null;
    };
    /**
     * @description What went wrong. The list is closed; each code has an entry in the documentation.
     * @enum {string}
     */
    readonly ErrorCode:
      | 'invalid-request'
      | 'invalid-cursor'
      | 'precondition-unsupported'
      | 'unauthenticated'
      | 'forbidden'
      | 'not-found'
      | 'method-not-allowed'
      | 'not-acceptable'
      | 'already-exists'
      | 'already-sent'
      | 'not-cancellable'
      | 'not-a-draft'
      | 'ambiguous-reference'
      | 'idempotency-in-flight'
      | 'account-auth-failed'
      | 'account-paused'
      | 'no-smtp'
      | 'stale-reference'
      | 'cursor-expired'
      | 'blob-expired'
      | 'precondition-failed'
      | 'too-large'
      | 'unsupported-media-type'
      | 'range-not-satisfiable'
      | 'idempotency-mismatch'
      | 'account-login-failed'
      | 'refused-by-server'
      | 'unsupported-by-server'
      | 'no-such-special-use'
      | 'egress-refused'
      | 'query-too-expensive'
      | 'search-too-broad'
      | 'template-error'
      | 'rate-limited'
      | 'internal'
      | 'upstream-protocol-error'
      | 'account-unreachable'
      | 'storage-unavailable'
      | 'shutting-down'
      | 'upstream-timeout';
    /** @description A problem by RFC 9457. */
    readonly Problem: {
      /**
       * Format: uri-reference
       * @description The address of the code's entry in the documentation.
       */
      readonly type: string;
      /** @description The code in words; the same every time. */
      readonly title: string;
      /** @description The HTTP status. */
      readonly status: number;
      /** @description What happened this time. */
      readonly detail: string;
      /** @description The id of the request. */
      readonly instance: string;
      readonly code: components['schemas']['ErrorCode'];
      /** @description Whether the same request may succeed later. */
      readonly retryable: boolean;
      /** @description What is wrong with the input, part by part. */
      readonly errors?: readonly components['schemas']['InputError'][];
      readonly upstream?: components['schemas']['Upstream'];
    };
    /** @description One fault of the input. */
    readonly InputError: {
      /**
       * @description Where, as a JSON Pointer (RFC 6901) into the body, or `/query/<name>`, `/path/<name>`,
       *     `/headers/<name>`.
       */
      readonly pointer: string;
      /** @description What is wrong there. */
      readonly message: string;
    };
    /** @description What a mail server said. */
    readonly Upstream: {
      /**
       * @description The protocol spoken.
       * @enum {string}
       */
      readonly protocol: 'imap' | 'smtp';
      /** @description The server's host name. */
      readonly host: string;
      /** @description The server's own words. */
      readonly response: string | null;
      /**
       * @description An IMAP response code (`AUTHENTICATIONFAILED`) or an SMTP reply code with its enhanced status
       *     (`550 5.1.1`).
       */
      readonly serverCode: string | null;
    };
    /**
     * @description What a key may do. `bodies:read` covers text, HTML, headers, raw sources, attachments and search terms
     *     over them; `admin` implies every scope.
     * @enum {string}
     */
    readonly Scope:
      | 'accounts:read'
      | 'accounts:write'
      | 'messages:read'
      | 'bodies:read'
      | 'messages:write'
      | 'submissions:read'
      | 'submissions:write'
      | 'webhooks:read'
      | 'webhooks:write'
      | 'events:read'
      | 'admin';
    /** @description `"all"`: all accounts that the maker may see, later ones included; or a list of ids of accounts that are there. */
    readonly AccountSelection: 'all' | readonly string[];
    /** @description A key to be made. */
    readonly KeyCreate: {
      /** @description What the key is for. */
      readonly name: string;
      readonly scopes: readonly components['schemas']['Scope'][];
      readonly accounts: components['schemas']['AccountSelection'];
      /**
       * Format: date-time
       * @description When the key stops working; null for never.
       */
      readonly expiresAt?: string | null;
    };
    /** @description An API key. */
    readonly Key: {
      readonly id: string;
      /** @description What the key is for. */
      readonly name: string;
      readonly scopes: readonly components['schemas']['Scope'][];
      readonly accounts: components['schemas']['AccountSelection'];
      /**
       * Format: date-time
       * @description When the key stops working; null for never.
       */
      readonly expiresAt: string | null;
      readonly createdAt: components['schemas']['Time'];
      /**
       * Format: date-time
       * @description When a request last used it.
       */
      readonly lastUsedAt: string | null;
      /** @description The key itself, `ptn_<keyId>_<secret>`: in the answer that made it, and null ever after. */
      readonly key: string | null;
    };
    /** @description A page of keys. */
    readonly KeyList: {
      readonly data: readonly components['schemas']['Key'][];
      readonly page: components['schemas']['Page'];
    };
    /**
     * @description An account's id: `acc_…`, or one that its creator chose. A chosen one is case-sensitive, does not change, is not
     *     `verify`, and does not begin with a prefix of Postern's own ids.
     */
    readonly AccountId: string;
    /**
     * @description `tls` from the first octet, `starttls` (never without), or `none` (only for hosts that the operator
     *     allows).
     * @enum {string}
     */
    readonly Security: 'tls' | 'starttls' | 'none';
    /** @description A login with user name and password. */
    readonly PasswordAuth: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      readonly type: 'password';
      readonly username: components['schemas']['Username'];
      readonly password: components['schemas']['Password'];
    };
    /**
     * @description A login by tokens of OAuth 2.0 (SASL OAUTHBEARER or XOAUTH2). Either `provider` or `tokenEndpoint` says where the
     *     refresh token is exchanged for access tokens; that is done when one is about to run out, by one process at a time,
     *     and a new refresh token takes the place of the old one. A trial login exchanges it as well.
     */
    readonly OAuth2Auth: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      readonly type: 'oauth2';
      readonly username: components['schemas']['Username'];
      readonly provider?: components['schemas']['TokenProvider'] | null;
      /** @description Where tokens are asked for (RFC 6749 §6): `https:`, or `http:` on a host that the operator allows. */
      readonly tokenEndpoint?: string | null;
      readonly clientId: components['schemas']['ClientId'];
      readonly clientSecret?: components['schemas']['ClientSecret'];
      readonly scope?: components['schemas']['TokenScope'];
      readonly refreshToken: components['schemas']['Token'];
      /** @description One that is still good: it is used until a server refuses it. */
      readonly accessToken?: components['schemas']['Token'] | null;
    };
    /**
     * @description A login by tokens that an endpoint of your own gives out. For each login it is asked by a POST of
     *     `{ "accountId", "protocol", "host", "username" }`, signed like a webhook (`v1`) with the account's `callbackSecret`, and
     *     answers 200 with `{ "accessToken", "expiresAt" }`; the token is kept until it is about to expire, or with
     *     `"expiresAt": null` until a server refuses it. 401, 403, 404 and 410 say that there is none: the account becomes
     *     `auth-failed`. Everything else is tried again.
     */
    readonly TokenCallbackAuth: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      readonly type: 'token-callback';
      /** @description The name to log in with; the account's address unless given. */
      readonly username?: components['schemas']['Username'];
      readonly url: components['schemas']['CallbackUrl'];
    };
    /** @description How the gateway logs in. */
    readonly AuthCreate:
      | components['schemas']['PasswordAuth']
      | components['schemas']['OAuth2Auth']
      | components['schemas']['TokenCallbackAuth'];
    /** @description Changes to a login. With the `type` of another one it is described wholly; otherwise what is left out stays. */
    readonly AuthUpdate: {
      readonly type?: components['schemas']['AuthType'];
      readonly username?: components['schemas']['Username'];
      readonly password?: components['schemas']['Password'];
      readonly provider?: components['schemas']['TokenProvider'] | null;
      /** @description Where tokens are asked for. */
      readonly tokenEndpoint?: string | null;
      readonly clientId?: components['schemas']['ClientId'];
      readonly clientSecret?: components['schemas']['ClientSecret'];
      readonly scope?: components['schemas']['TokenScope'];
      readonly refreshToken?: components['schemas']['Token'];
      /** @description One that is still good; only together with its refresh token. */
      readonly accessToken?: components['schemas']['Token'] | null;
      readonly url?: components['schemas']['CallbackUrl'];
    };
    /**
     * @description By what the gateway logs in.
     * @enum {string}
     */
    readonly AuthType: 'password' | 'oauth2' | 'token-callback';
    /**
     * @description Whose token endpoint is asked.
     * @enum {string}
     */
    readonly TokenProvider: 'google' | 'microsoft';
    /** @description The client that the refresh token was given to. */
    readonly ClientId: string;
    /**
     * Format: password
     * @description Its secret, which goes in the body of the request (`client_secret_post`); null for a public client. It is sealed before it
     *     is stored and never returned.
     */
    readonly ClientSecret: string | null;
    /** @description The scope to ask for at every exchange; null for that of the grant. */
    readonly TokenScope: string | null;
    /**
     * Format: password
     * @description A token. It is sealed before it is stored and never returned.
     */
    readonly Token: string;
    /** @description The endpoint that is asked: `https:`, or `http:` on a host that the operator allows. It is never returned. */
    readonly CallbackUrl: string;
    /**
     * Format: password
     * @description The secret that signs what token callbacks are asked, `whsec_` and 24 to 64 octets in base64. Unless it is given one is
     *     made, and shown once; the logins that depend on it are not tried then, as the callback cannot know it yet. Another URL
     *     makes another secret.
     */
    readonly CallbackSecret: string;
    /** @description The name to log in with. */
    readonly Username: string;
    /**
     * Format: password
     * @description The password. It is sealed before it is stored and never returned.
     */
    readonly Password: string;
    /** @description A host name or an address. */
    readonly Host: string;
    /** @description A TCP port. */
    readonly Port: number;
    /** @description How the server's certificate is checked. */
    readonly TlsCreate: {
      /** @description The name that the certificate must bear, instead of the host. */
      readonly serverName?: string | null;
      /** @description Certificates (PEM) to trust, instead of the well-known ones. */
      readonly ca?: string | null;
      /**
       * @description Whether an unverified certificate ends the connection. False only for hosts that the operator
       *     allows.
       * @default true
       */
      readonly rejectUnauthorized?: boolean;
    };
    /** @description How the server's certificate is checked. */
    readonly Tls: {
      /** @description The name that the certificate must bear, instead of the host. */
      readonly serverName: string | null;
      /** @description Certificates (PEM) that are trusted, instead of the well-known ones. */
      readonly ca: string | null;
      /** @description Whether an unverified certificate ends the connection. */
      readonly rejectUnauthorized: boolean;
    };
    /** @description A mail server and the login to it. */
    readonly ServerCreate: {
      readonly host: components['schemas']['Host'];
      readonly port: components['schemas']['Port'];
      readonly security: components['schemas']['Security'];
      readonly auth: components['schemas']['AuthCreate'];
      readonly tls?: components['schemas']['TlsCreate'] | null;
    };
    /**
     * @description Changes to a mail server's settings. A change of host, port, security, TLS settings, user name, token endpoint or
     *     client must carry what the gateway logs in by: the password, the refresh token, or the URL of the callback.
     */
    readonly ServerUpdate: {
      readonly host?: components['schemas']['Host'];
      readonly port?: components['schemas']['Port'];
      readonly security?: components['schemas']['Security'];
      readonly auth?: components['schemas']['AuthUpdate'];
      readonly tls?: components['schemas']['TlsCreate'] | null;
    };
    /** @description A mail server as an account uses it. */
    readonly Server: {
      readonly host: string;
      readonly port: components['schemas']['Port'];
      readonly security: components['schemas']['Security'];
      /** @description The kind of login and its user name; never a secret. */
      readonly auth: {
        readonly type: components['schemas']['AuthType'];
        readonly username: string;
      };
      readonly tls: components['schemas']['Tls'] | null;
    };
    /** @description What is watched for news. */
    readonly Watch: {
      /** @description `"all"`, or mailboxes by id, special-use word or exact path. A new account watches `["inbox"]`. */
      readonly mailboxes: 'all' | readonly components['schemas']['MailboxName'][];
      /**
       * Format: date-time
       * @description A mailbox that is seen for the first time makes `message.received` for the messages that came since then by the
       *     mail server's clock; null: for none that are there already. It does not concern mailboxes that were seen before,
       *     and one that appears while its account is watched with `"all"` is told with all that it holds.
       */
      readonly since?: string | null;
    };
    /** @description Bounds of an account; null takes the default. */
    readonly LimitsCreate: {
      /**
       * @description IMAP connections for requests, over all replicas; watching takes one more.
       * @default 4
       */
      readonly connections?: number | null;
      /**
       * @description What becomes of a submission whose fate is unknown: sent again with the same Message-ID, or held.
       * @default resend
       * @enum {string|null}
       */
      readonly onUnknown?: 'resend' | 'hold' | null;
      /**
       * @description How many messages are handed to the SMTP server in any minute, over all replicas; as many as it takes when null. What
       *     has to wait stays `queued` and tells in `nextAttemptAt` when its turn comes.
       */
      readonly sendPerMinute?: number | null;
      /** @description The same for any 24 hours. */
      readonly sendPerDay?: number | null;
    };
    /** @description Bounds of an account. */
    readonly Limits: {
      /** @description IMAP connections for requests, over all replicas; watching takes one more. */
      readonly connections: number;
      /**
       * @description What becomes of a submission whose fate is unknown: sent again with the same Message-ID, or held.
       * @enum {string}
       */
      readonly onUnknown: 'resend' | 'hold';
      /** @description How many messages are handed to the SMTP server in any minute, over all replicas. */
      readonly sendPerMinute: number | null;
      /** @description The same for any 24 hours. */
      readonly sendPerDay: number | null;
    };
    /**
     * @description The mailbox that copies of what is sent are filed in: an id, a special-use word or the exact path; the one that has
     *     the special use `sent` when null. One that is not there gets none.
     */
    readonly SentMailbox: string | null;
    /**
     * @description Whether a copy of what is sent is filed in the mailbox for sent mail: `auto` unless the server files it itself, which
     *     is known of some and learnt of others by looking for the first messages there.
     * @enum {string}
     */
    readonly SentCopy: 'auto' | 'always' | 'never';
    /** @description Up to 50 strings of your own. */
    readonly Metadata: {
      readonly [key: string]: string;
    };
    /** @description Strings to set; null removes one, or all. */
    readonly MetadataUpdate: {
      readonly [key: string]: string | null;
    } | null;
    /** @description An account to be connected. */
    readonly AccountCreate: {
      readonly id?: components['schemas']['AccountId'];
      readonly email: components['schemas']['EmailAddress'];
      readonly name?: components['schemas']['PersonName'];
      /** @description Other addresses that the account may send from. */
      readonly identities?: readonly components['schemas']['AddressInput'][];
      readonly imap: components['schemas']['ServerCreate'];
      /** @description Null or absent for an account that does not send. */
      readonly smtp?: components['schemas']['ServerCreate'] | null;
      readonly watch?: components['schemas']['Watch'];
      readonly limits?: components['schemas']['LimitsCreate'];
      /** @default auto */
      readonly sentCopy?: components['schemas']['SentCopy'];
      readonly sentMailbox?: components['schemas']['SentMailbox'];
      readonly metadata?: components['schemas']['Metadata'];
      readonly callbackSecret?: components['schemas']['CallbackSecret'];
    };
    /** @description Changes to an account, as a JSON Merge Patch. */
    readonly AccountUpdate: {
      readonly email?: components['schemas']['EmailAddress'];
      readonly name?: components['schemas']['PersonName'];
      /** @description Other addresses that the account may send from. */
      readonly identities?: readonly components['schemas']['AddressInput'][] | null;
      readonly imap?: components['schemas']['ServerUpdate'];
      /** @description Null takes the ability to send away. An account without it needs all settings at once. */
      readonly smtp?: components['schemas']['ServerUpdate'] | null;
      /** @description Null watches `["inbox"]` again. */
      readonly watch?: components['schemas']['Watch'] | null;
      /** @description Null takes the defaults. */
      readonly limits?: components['schemas']['LimitsCreate'] | null;
      readonly sentCopy?: components['schemas']['SentCopy'];
      readonly sentMailbox?: components['schemas']['SentMailbox'];
      readonly metadata?: components['schemas']['MetadataUpdate'];
      /** @description Whether reading, watching and sending are stopped. */
      readonly paused?: boolean;
      /** @description The account's queue. */
      readonly sending?: {
        /** @description Whether the queue is held. */
        readonly paused: boolean;
      };
      readonly callbackSecret?: components['schemas']['CallbackSecret'];
    };
    /**
     * @description How the account stands with its IMAP server.
     * @enum {string}
     */
    readonly AccountState: 'connecting' | 'connected' | 'auth-failed' | 'unreachable' | 'paused';
    /**
     * @description How the account stands with its SMTP server; `none` without one.
     * @enum {string}
     */
    readonly SendingState: 'ready' | 'auth-failed' | 'unreachable' | 'paused' | 'none';
    /** @description Why the state is what it is, in the words of the server or the network; null while all is well. */
    readonly LastError: string | null;
    /** @description The account's sending side. */
    readonly Sending: {
      readonly state: components['schemas']['SendingState'];
      readonly lastError: components['schemas']['LastError'];
      /** @description Since when the state holds. */
      readonly since: components['schemas']['Time'];
      /** @description Whether the queue is held on request. */
      readonly paused: boolean;
    };
    /** @description A connected mail account. */
    readonly Account: {
      /** @description `acc_…`, or the id that its creator chose. */
      readonly id: string;
      /** @description The account's own address. */
      readonly email: string;
      /** @description The name that goes with the address. */
      readonly name: string | null;
      /** @description Other addresses that the account may send from. */
      readonly identities: readonly components['schemas']['Address'][];
      readonly imap: components['schemas']['Server'];
      readonly smtp: components['schemas']['Server'] | null;
      readonly watch: components['schemas']['Watch'];
      readonly limits: components['schemas']['Limits'];
      readonly sentCopy: components['schemas']['SentCopy'];
      readonly sentMailbox: components['schemas']['SentMailbox'];
      readonly metadata: components['schemas']['Metadata'];
      /** @description The secret that signs what token callbacks are asked: in the answer to what made it, and null ever after. */
      readonly callbackSecret: string | null;
      /** @description Whether it was paused on request. */
      readonly paused: boolean;
      readonly state: components['schemas']['AccountState'];
      readonly lastError: components['schemas']['LastError'];
      /** @description Since when the state holds. */
      readonly since: components['schemas']['Time'];
      readonly sending: components['schemas']['Sending'];
      readonly createdAt: components['schemas']['Time'];
      readonly updatedAt: components['schemas']['Time'];
    };
    /** @description A page of accounts. */
    readonly AccountList: {
      readonly data: readonly components['schemas']['Account'][];
      readonly page: components['schemas']['Page'];
    };
    /** @description A login that succeeded. */
    readonly ServerVerification: {
      readonly host: string;
      readonly port: components['schemas']['Port'];
      readonly security: components['schemas']['Security'];
      /** @description How long connection and login took, in milliseconds. */
      readonly durationMs: number;
    };
    /** @description The trial logins of an account's settings. */
    readonly AccountVerification: {
      readonly imap: components['schemas']['ServerVerification'];
      /** @description Null when no SMTP server was given. */
      readonly smtp: components['schemas']['ServerVerification'] | null;
    };
    /**
     * @description A way in which an IMAP server is not as it says; each is worked around. `search-lies`: SEARCH finds nothing of what
     *     is there. `esearch-lies`: ESEARCH does, and SEARCH is honest. `esearch-counts-only`: ESEARCH counts and tells no
     *     UIDs. `search-without-parts`: it tells no part of what it found, though it says that it can. `search-ascii-only`: it
     *     takes no search text in UTF-8. `notify-refused` and `idle-refused`: it offers the command and will not do it.
     * @enum {string}
     */
    readonly ServerQuirk:
      | 'search-lies'
      | 'esearch-lies'
      | 'esearch-counts-only'
      | 'search-without-parts'
      | 'search-ascii-only'
      | 'notify-refused'
      | 'idle-refused';
    /** @description What a trial of the IMAP server's promises gave; null where there was nothing to try it on. */
    readonly SelfTest: {
      /** @description Whether SEARCH finds as many messages as the inbox has. Null for an empty inbox. */
      readonly searchFinds: boolean | null;
      /** @description Whether the inbox and its newest message have a MODSEQ (RFC 7162). Null without CONDSTORE, and for an empty inbox. */
      readonly condstoreKept: boolean | null;
    };
    /** @description The IMAP server, as it answered just now. */
    readonly ImapDiagnostics: {
      readonly host: string;
      readonly port: components['schemas']['Port'];
      /** @description Why it did not answer, in its words or those of the network; null when it did. */
      readonly error: string | null;
      /** @description The name that it gives itself (RFC 2971); null where it gives none. */
      readonly software: string | null;
      /** @description What it offers after the login, in alphabetical order; null where it did not answer. */
      readonly capabilities: readonly string[] | null;
      readonly selfTest: components['schemas']['SelfTest'] | null;
      readonly quirks: readonly components['schemas']['ServerQuirk'][];
    };
    /** @description The SMTP server, as it answered just now. */
    readonly SmtpDiagnostics: {
      readonly host: string;
      readonly port: components['schemas']['Port'];
      /** @description Why it did not answer, in its words or those of the network; null when it did. */
      readonly error: string | null;
      /** @description The lines of its answer to EHLO, in alphabetical order; null where it did not answer. */
      readonly capabilities: readonly string[] | null;
    };
    /**
     * @description How the gateway hears of news. `notify`: the server tells of every watched mailbox by NOTIFY (RFC 5465). `idle`: it
     *     tells of one by IDLE, and is asked for the counts of the others. `poll`: it is asked for everything.
     * @enum {string}
     */
    readonly WatchMode: 'notify' | 'idle' | 'poll';
    /**
     * @description How exactly changes are found that were made while nobody watched. `qresync`: the server tells all of them.
     *     `condstore`: it tells changed flags, and what is gone shows by comparing UIDs. `flags`: UIDs and the flags of the
     *     newest 1,000 messages are compared.
     * @enum {string}
     */
    readonly SyncFidelity: 'qresync' | 'condstore' | 'flags';
    /** @description A watched mailbox, as the watching process last saw it. */
    readonly WatchedMailboxDiagnostics: {
      readonly mailboxId: string;
      readonly mailboxPath: string;
      /** @description Whether the watching connection has it selected. */
      readonly waitedOn: boolean;
      /**
       * @description When the server was last asked for its changes; null where its counts showed that there were none since the
       *     watching began.
       */
      readonly lastSyncAt: components['schemas']['Time'] | null;
      readonly fidelity: components['schemas']['SyncFidelity'] | null;
    };
    /** @description What the watching process left last. */
    readonly WatchDiagnostics: {
      readonly mode: components['schemas']['WatchMode'];
      readonly reportedAt: components['schemas']['Time'];
      /** @description How many mailboxes are watched. */
      readonly mailboxCount: number;
      /** @description At most 100 of them, the one that is waited on and those synced last before the others. */
      readonly mailboxes: readonly components['schemas']['WatchedMailboxDiagnostics'][];
    };
    /** @description The IMAP connections for requests, of the process that answers. The one that watches is one more. */
    readonly ConnectionDiagnostics: {
      readonly open: number;
      /** @description `limits.connections` of the account. */
      readonly limit: number;
    };
    /** @description How an account's servers behave, and how it is watched. */
    readonly Diagnostics: {
      readonly accountId: string;
      readonly checkedAt: components['schemas']['Time'];
      readonly imap: components['schemas']['ImapDiagnostics'];
      /** @description Null for an account that does not send. */
      readonly smtp: components['schemas']['SmtpDiagnostics'] | null;
      readonly watch: components['schemas']['WatchDiagnostics'] | null;
      readonly connections: components['schemas']['ConnectionDiagnostics'];
    };
    /**
     * @description What a mailbox is for (RFC 6154, RFC 8457), by its attribute, else by its name.
     * @enum {string}
     */
    readonly SpecialUse:
      'inbox' | 'sent' | 'drafts' | 'trash' | 'junk' | 'archive' | 'all' | 'flagged' | 'important';
    /** @description A mailbox id (`mbx_…`), a special-use word in lower case, or else the exact path. */
    readonly MailboxName: string;
    /** @description A mailbox. Counts are null when it cannot be opened. */
    readonly Mailbox: {
      readonly id: string;
      /** @description The whole name, decoded. */
      readonly path: string;
      /** @description The last part of the path. */
      readonly name: string;
      /** @description What parts a path; null in a flat namespace. */
      readonly delimiter: string | null;
      readonly specialUse: components['schemas']['SpecialUse'] | null;
      /** @description Whether the account is subscribed to it. */
      readonly subscribed: boolean;
      /** @description How many messages it has. */
      readonly total: number | null;
      /** @description How many of them lack `\Seen`. */
      readonly unseen: number | null;
      /** @description The UID that the next message gets at the least. */
      readonly uidNext: number | null;
      /** @description The UIDVALIDITY under which the UIDs hold. */
      readonly uidValidity: number | null;
      /** @description The HIGHESTMODSEQ in decimal, where the server keeps one (CONDSTORE). */
      readonly highestModseq: string | null;
      /**
       * @description What `changes` takes as `since`; null where the service itself would have to remember what the mailbox holds
       *     (without QRESYNC): ask `changes` without `since` for one.
       */
      readonly state: string | null;
      /** @description Whether it can hold messages; else it only holds other mailboxes. */
      readonly selectable: boolean;
      /**
       * @description The quota that its messages count towards (RFC 9208), most often that of the whole account. Told when a single
       *     mailbox is read; null in lists, after a change, and where the server tells none.
       */
      readonly quota: components['schemas']['Quota'] | null;
    };
    /** @description How much is used, and how much there may be. Of several quotas, that which is nearest to its limit. */
    readonly Quota: {
      /** @description In octets; servers count in steps of 1,024. */
      readonly storage: components['schemas']['QuotaUsage'] | null;
      /** @description In messages. */
      readonly messages: components['schemas']['QuotaUsage'] | null;
    };
    /** @description One resource of a quota. */
    readonly QuotaUsage: {
      /** @description How much is used. */
      readonly used: number;
      /** @description How much there may be. */
      readonly limit: number;
    };
    /**
     * @description The exact path, decoded, with the `delimiter` of the account's mailboxes between its parts; at most 1,000 octets of
     *     UTF-8. Never an id or a word for a special use.
     */
    readonly MailboxPath: string;
    /** @description A mailbox to be made. */
    readonly MailboxCreate: {
      readonly path: components['schemas']['MailboxPath'];
      /**
       * @description Whether to subscribe to it: many mail programs show no others.
       * @default true
       */
      readonly subscribed?: boolean;
      /**
       * @description What it is for; none unless given.
       * @enum {string|null}
       */
      readonly specialUse?:
        'sent' | 'drafts' | 'trash' | 'junk' | 'archive' | 'all' | 'flagged' | 'important' | null;
    };
    /** @description What to change about a mailbox. */
    readonly MailboxUpdate: {
      readonly path?: components['schemas']['MailboxPath'];
      /** @description Whether the account is subscribed to it. */
      readonly subscribed?: boolean;
    };
    /** @description What has changed in a mailbox, each message in one of the lists, by ascending UID. */
    readonly MailboxChanges: {
      /** @description The ids of messages that came. */
      readonly created: readonly string[];
      /** @description The ids of messages whose flags or labels changed. */
      readonly updated: readonly string[];
      /** @description The ids of messages that went: expunged, or moved away. */
      readonly destroyed: readonly string[];
      /** @description What to ask from next. */
      readonly newState: string;
      /** @description Whether more is known to have changed already. */
      readonly hasMore: boolean;
    };
    /** @description A page of mailboxes. */
    readonly MailboxList: {
      readonly data: readonly components['schemas']['Mailbox'][];
      readonly page: components['schemas']['Page'];
    };
    /** @description One address (`local@domain`, RFC 5321), without a name, a group or a route. */
    readonly EmailAddress: string;
    /** @description A display name. */
    readonly PersonName: string | null;
    /** @description An address with its display name. */
    readonly AddressInput: {
      readonly address: components['schemas']['EmailAddress'];
      readonly name?: components['schemas']['PersonName'];
    };
    /** @description An address as a message bears it, decoded; not necessarily a valid one. */
    readonly Address: {
      /** @description The display name. */
      readonly name: string | null;
      /** @description The address. */
      readonly address: string;
    };
    /** @description One header field. */
    readonly HeaderField: {
      /** @description The name, as it is spelt. */
      readonly name: string;
      /** @description The value, unfolded and decoded. */
      readonly value: string;
    };
    /** @description A header field to set. */
    readonly HeaderFieldInput: {
      readonly name: string;
      readonly value: string;
    };
    /**
     * @description A system flag in its RFC 9051 spelling (`\Seen`, `\Answered`, `\Flagged`, `\Deleted`, `\Draft`), or a
     *     keyword. Compared without case.
     */
    readonly Flag: string;
    /** @description A part of a message that is not its text. */
    readonly Attachment: {
      readonly id: string;
      /** @description The file name, decoded; do not trust it as a path. */
      readonly filename: string | null;
      /** @description The media type in lower case, without parameters. */
      readonly contentType: string;
      /** @description The decoded size in octets; an estimate where the server does not tell it exactly. */
      readonly size: number;
      /** @description The Content-ID without its brackets. */
      readonly contentId: string | null;
      /**
       * @description The Content-Disposition.
       * @enum {string|null}
       */
      readonly disposition: 'attachment' | 'inline' | null;
      /** @description Whether the HTML body shows it or it asks to be shown inline. */
      readonly inline: boolean;
    };
    /**
     * @description What lies within an attachment: an attachment of a message that was forwarded, or a file in a `winmail.dat`. Its
     *     content is read by its id as that of any attachment.
     */
    readonly EnclosedAttachment: {
      readonly id: string;
      /** @description The attachment that holds it, enclosed itself or not. */
      readonly within: string;
      /** @description The file name, decoded; do not trust it as a path. */
      readonly filename: string | null;
      /** @description The media type in lower case, without parameters. */
      readonly contentType: string;
      /** @description The decoded size in octets; an estimate where the server does not tell it exactly. */
      readonly size: number;
      /** @description The Content-ID without its brackets. */
      readonly contentId: string | null;
      /**
       * @description The Content-Disposition.
       * @enum {string|null}
       */
      readonly disposition: 'attachment' | 'inline' | null;
      /** @description Whether the HTML body of what holds it shows it or it asks to be shown inline. */
      readonly inline: boolean;
    };
    /**
     * @description A field of a message.
     * @enum {string}
     */
    readonly MessageField:
      | 'id'
      | 'emailId'
      | 'threadId'
      | 'mailboxId'
      | 'mailboxPath'
      | 'uid'
      | 'modseq'
      | 'messageId'
      | 'inReplyTo'
      | 'references'
      | 'subject'
      | 'from'
      | 'sender'
      | 'replyTo'
      | 'to'
      | 'cc'
      | 'bcc'
      | 'date'
      | 'receivedAt'
      | 'size'
      | 'flags'
      | 'unread'
      | 'labels'
      | 'hasAttachments'
      | 'attachments'
      | 'authentication'
      | 'autoSubmitted'
      | 'list'
      | 'security'
      | 'enclosed'
      | 'report'
      | 'calendar'
      | 'text'
      | 'html'
      | 'headers'
      | 'truncated'
      | 'parseError'
      | 'snippets'
      | 'preview'
      | 'markdown'
      | 'quoted'
      | 'signature'
      | 'remoteImages';
    /**
     * @description `raw`: as it was sent; `safe`: sanitised.
     * @enum {string}
     */
    readonly HtmlForm: 'raw' | 'safe';
    /**
     * @description What becomes of images that lie on other servers, whose owners learn who reads when.
     * @enum {string}
     */
    readonly RemoteImages: 'block' | 'keep';
    /**
     * @description How many octets of UTF-8 `text` and `html` may each have.
     * @default 1048576
     */
    readonly BodyMaxBytes: number;
    /**
     * @description A message in a mailbox, with the fields that were asked for. Names and values are decoded; `messageId`, `inReplyTo`
     *     and `references` keep their brackets.
     */
    readonly Message: {
      /** @description The message under its mailbox, UIDVALIDITY and UID. */
      readonly id: string;
      /** @description The same in every mailbox that holds the message, where the server tells (OBJECTID, Gmail). */
      readonly emailId?: string | null;
      /** @description The conversation, by the server or by the root Message-ID; `getThread` reads it. */
      readonly threadId?: string | null;
      readonly mailboxId?: string;
      readonly mailboxPath?: string;
      readonly uid?: number;
      /** @description The MODSEQ in decimal, where the server keeps one (CONDSTORE). */
      readonly modseq?: string | null;
      readonly messageId?: string | null;
      readonly inReplyTo?: readonly string[];
      readonly references?: readonly string[];
      readonly subject?: string | null;
      readonly from?: components['schemas']['Addresses'];
      readonly sender?: components['schemas']['Addresses'];
      readonly replyTo?: components['schemas']['Addresses'];
      readonly to?: components['schemas']['Addresses'];
      readonly cc?: components['schemas']['Addresses'];
      readonly bcc?: components['schemas']['Addresses'];
      /**
       * Format: date-time
       * @description The Date field; null when it is missing or makes no sense.
       */
      readonly date?: string | null;
      /**
       * Format: date-time
       * @description When the server took the message (INTERNALDATE).
       */
      readonly receivedAt?: string;
      /** @description The size of the raw source in octets. */
      readonly size?: number;
      /** @description Flags in IMAP spelling, as `\Seen`. */
      readonly flags?: readonly string[];
      /** @description Whether `\Seen` is missing. */
      readonly unread?: boolean;
      /** @description Gmail's labels but for that of this mailbox, system labels in its spelling, as `\Inbox`; null elsewhere. */
      readonly labels?: readonly string[] | null;
      /** @description Whether an attachment is not inline. */
      readonly hasAttachments?: boolean;
      readonly attachments?: readonly components['schemas']['Attachment'][];
      /**
       * @description What the receiving server found of the sender, from the topmost Authentication-Results field; null when there is
       *     none or no trusted server wrote it: its authserv-id must lie in the domain of the IMAP server or of the account's
       *     address, be that of a known provider, or stand in `POSTERN_AUTHSERV_IDS`.
       */
      readonly authentication?: components['schemas']['Authentication'] | null;
      /**
       * @description The keyword of Auto-Submitted (RFC 3834) in lower case: `no`, `auto-generated`, `auto-replied`, `auto-notified`
       *     or an extension; `auto-replied` too for the header fields that autoresponders used before it; null when the
       *     message does not tell.
       */
      readonly autoSubmitted?: string | null;
      /** @description The mailing list that it came over; null without List-Id and List-Unsubscribe. */
      readonly list?: components['schemas']['MailingList'] | null;
      /** @description How it is signed or encrypted; null when it is neither. */
      readonly security?: components['schemas']['MessageSecurity'] | null;
      /**
       * @description What lies within its attachments, each behind what holds it: the attachments of messages in the message, of
       *     messages in those, and the files in a `winmail.dat`. Of these the first 8 MiB are read, of a page
       *     of messages less; where that is not all, `truncated` and `parseError` tell.
       */
      readonly enclosed?: readonly components['schemas']['EnclosedAttachment'][];
      /**
       * @description What it tells of another message, where it is a bounce, a complaint, a receipt or an automatic reply; null
       *     otherwise. Anybody can forge one: believe it together with the message that it is about. Needs `bodies:read`.
       */
      readonly report?: components['schemas']['Report'] | null;
      /**
       * @description What its calendar parts say: invitations and answers to them. The same in several parts is told once. null when
       *     no part could be read. Needs `bodies:read`.
       */
      readonly calendar?: readonly components['schemas']['CalendarItem'][] | null;
      /** @description The plain text body; null when there is none. */
      readonly text?: string | null;
      /** @description The HTML body; as it was sent, not made safe, unless it is asked for as `safe`. Null when there is none. */
      readonly html?: string | null;
      /**
       * @description All header fields, in order, of as much of the header as 16 MiB for the page allow each message: 64 KiB at the
       *     least, 1 MiB at the most. `parseError` tells where that is not all.
       */
      readonly headers?: readonly components['schemas']['HeaderField'][];
      /** @description The first words on one line, by the mail server (RFC 8970) or of the text, else of the HTML. Null without any. */
      readonly preview?: string | null;
      /**
       * @description What the person wrote, as Markdown, of the HTML if there is any, else the text: without what is quoted and without
       *     the signature. An answer between the lines of a quote keeps the quote. A text without HTML is that text as it
       *     stands, whatever markup its sender wrote: a renderer must not let HTML through. Null without a body.
       */
      readonly markdown?: string | null;
      /** @description What is quoted or forwarded, with the line that says whose it is. */
      readonly quoted?: string | null;
      /** @description The signature, with its mark. */
      readonly signature?: string | null;
      /** @description How many images the HTML would load from other servers, blocked or kept. Null without HTML. */
      readonly remoteImages?: number | null;
      /**
       * @description Whether the message is shown in part only: a body was cut or could not be read to its end, or there are more parts
       *     than are read. `parseError` tells of the latter.
       */
      readonly truncated?: boolean;
      /** @description Why the content could not be understood; what is known stands in the other fields. */
      readonly parseError?: string | null;
      /**
       * @description Where the texts of the search stand: in subject, addresses and the first 64 KiB of the body. Negated texts and those
       *     of `header` and `gmailRaw` are not shown. Null when no search found the message.
       */
      readonly snippets?: readonly components['schemas']['Snippet'][] | null;
    };
    /** @description A piece of a message in which something that was searched for was found. */
    readonly Snippet: {
      /**
       * @description Where it stands.
       * @enum {string}
       */
      readonly field: 'subject' | 'from' | 'to' | 'cc' | 'bcc' | 'body';
      /** @description The subject, the address with its name, or words of the body with runs of blanks as one. */
      readonly text: string;
      /** @description Beginning and end of each match, in UTF-16 code units of `text`. */
      readonly matches: readonly (readonly number[])[];
    };
    readonly Addresses: readonly components['schemas']['Address'][];
    /**
     * @description A signature or encryption, by the structure of the message alone: nothing is verified or decrypted. What one layer
     *     wraps in another of the same kind is both.
     */
    readonly MessageSecurity: {
      /**
       * @description S/MIME (RFC 8551), PGP/MIME (RFC 3156), or PGP armour in the text.
       * @enum {string}
       */
      readonly kind: 'smime' | 'pgp' | 'pgp-inline';
      readonly signed: boolean;
      /** @description Also where only decryption would tell what is inside. */
      readonly encrypted: boolean;
    };
    /**
     * @description A delivery status notification (`dsn`, RFC 3464, or a bounce in words), a complaint of a receiver (`arf`, RFC 5965), a
     *     disposition notification (`mdn`, RFC 8098) or an automatic reply (`auto-reply`, RFC 3834).
     */
    readonly Report: {
      /** @enum {string} */
      readonly kind: 'dsn' | 'arf' | 'mdn' | 'auto-reply';
      /** @description Whom it is about; empty for an `auto-reply`. */
      readonly recipients: readonly components['schemas']['ReportedRecipient'][];
      /** @description The host or program that reports. */
      readonly reportingMta: string | null;
      /** @description The Message-ID, with its brackets, of the message that the report is about. */
      readonly originalMessageId: string | null;
      /** @description The ENVID that it was sent with (RFC 3461). */
      readonly originalEnvelopeId: string | null;
      /** @description Of an `arf` in lower case: `abuse`, `fraud`, `virus`, `not-spam`, `auth-failure`, … */
      readonly feedbackType: string | null;
      /** @description Of an `mdn` in lower case: `displayed`, `deleted`, `dispatched`, `processed`, … */
      readonly disposition: string | null;
    };
    readonly ReportedRecipient: {
      /** @description As the sender wrote it, where the report tells that, else as it was delivered to. */
      readonly address: string;
      /**
       * @description What happened, in a `dsn`.
       * @enum {string|null}
       */
      readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | null;
      /** @description The enhanced status code (RFC 3463), as `5.1.1`. */
      readonly status: string | null;
      /** @description The words of the server that refused. */
      readonly diagnostic: string | null;
      /**
       * @description What status and words mean, where it failed or is delayed.
       * @enum {string|null}
       */
      readonly reason:
        | 'no-such-mailbox'
        | 'no-such-domain'
        | 'mailbox-full'
        | 'mailbox-disabled'
        | 'too-large'
        | 'spam'
        | 'authentication'
        | 'policy'
        | 'rate-limited'
        | 'relay-denied'
        | 'unreachable'
        | 'other'
        | null;
    };
    readonly CalendarTime: {
      /** @description What clock and calendar show there: `2026-11-23T10:00:00`, or a day `2026-11-23`. */
      readonly local: string;
      /** @description `UTC` or the zone as the part names it; null for days and for times that follow every clock. */
      readonly zone: string | null;
      /**
       * Format: date-time
       * @description The same as a point in time; null for days, without a zone, and for one that nobody knows.
       */
      readonly instant: string | null;
    };
    /** @description One component of an iCalendar part (RFC 5545, RFC 5546). Words that the RFCs define are in lower case. */
    readonly CalendarItem: {
      /** @description The part that says so. */
      readonly attachmentId: string;
      /** @enum {string} */
      readonly kind: 'event' | 'task' | 'journal' | 'free-busy';
      /** @description `request`, `reply`, `cancel`, `publish`, … */
      readonly method: string | null;
      /** @description The same in all messages about it. */
      readonly uid: string | null;
      /** @description Which version of it this is. */
      readonly sequence: number | null;
      /** @description Which one of a series this is about; null for the whole of it. */
      readonly recurrenceId: components['schemas']['CalendarTime'] | null;
      readonly summary: string | null;
      readonly description: string | null;
      readonly location: string | null;
      readonly start: components['schemas']['CalendarTime'] | null;
      /** @description Not included: the day after the last one, where days are meant. When a task is due. */
      readonly end: components['schemas']['CalendarTime'] | null;
      /** @description `confirmed`, `tentative`, `cancelled`, … */
      readonly status: string | null;
      readonly organizer: components['schemas']['Address'] | null;
      readonly attendees: readonly components['schemas']['Attendee'][];
      /** @description The rule of a series (RRULE), as `FREQ=WEEKLY;BYDAY=MO`. */
      readonly recurrence: string | null;
    };
    readonly Attendee: {
      readonly address: string;
      readonly name: string | null;
      /** @description `req-participant`, `opt-participant`, `chair`, … */
      readonly role: string | null;
      /** @description `needs-action`, `accepted`, `declined`, `tentative`, … */
      readonly status: string | null;
      /** @description Whether an answer is wanted. */
      readonly rsvp: boolean;
    };
    /**
     * @description A result of RFC 8601 §2.7 in lower case: `pass`, `fail`, `softfail`, `neutral`, `none`, `policy`, `temperror`,
     *     `permerror` or an extension; null when the server says nothing of it.
     */
    readonly AuthenticationResult: string | null;
    /** @description What the receiving server found out about the sender (RFC 8601). */
    readonly Authentication: {
      /** @description The server that says so, in lower case; empty where the provider's servers give no name. */
      readonly authservId: string;
      readonly spf: components['schemas']['AuthenticationResult'];
      /** @description `pass` when at least one signature passed, else the first result. */
      readonly dkim: components['schemas']['AuthenticationResult'];
      readonly dmarc: components['schemas']['AuthenticationResult'];
    };
    /** @description A mailing list, as the message names it. */
    readonly MailingList: {
      /** @description List-Id without its brackets (RFC 2919). */
      readonly id: string | null;
      /**
       * @description The `https:`, `http:` and `mailto:` addresses of List-Unsubscribe in its order (RFC 2369). Postern never calls
       *     them by itself.
       */
      readonly unsubscribe: readonly string[];
      /** @description Whether a POST of `List-Unsubscribe=One-Click` to the `https:` address suffices (RFC 8058). */
      readonly oneClick: boolean;
    };
    /** @description A page of messages. */
    readonly MessageList: {
      readonly data: readonly components['schemas']['Message'][];
      readonly page: components['schemas']['Page'];
      /** @description Over all mailboxes: those whose messages are missing here, since the mail server does not open them. */
      readonly skipped: readonly components['schemas']['SkippedMailbox'][];
    };
    /** @description A mailbox that a list over all of them left out. */
    readonly SkippedMailbox: {
      readonly mailboxId: string;
      readonly mailboxPath: string;
      /** @description What the mail server said when it was to be opened. */
      readonly response: string | null;
    };
    /** @description A message before and after a move or copy. */
    readonly MessageChange: {
      /** @description The id that the message had. */
      readonly previousId: string;
      /**
       * @description The message in its new place, with the default fields of a list; null when the server does not
       *     tell where.
       */
      readonly message: components['schemas']['Message'] | null;
    };
    /** @description `set` replaces all flags; `add` and `remove` change some, none of them both. */
    readonly FlagChange:
      | {
          readonly add?: components['schemas']['Flags'];
          readonly remove?: components['schemas']['Flags'];
        }
      | {
          readonly set: components['schemas']['Flags'];
        };
    /**
     * @description Of Gmail only. `set` replaces all labels but that of the mailbox itself; `add` and `remove` change some. A label that
     *     is new is made.
     */
    readonly LabelChange:
      | {
          readonly add?: components['schemas']['Labels'];
          readonly remove?: components['schemas']['Labels'];
        }
      | {
          readonly set: components['schemas']['Labels'];
        };
    readonly Labels: readonly string[];
    readonly Flags: readonly components['schemas']['Flag'][];
    /** @description What to change about a message. */
    readonly MessageUpdate: {
      readonly flags?: components['schemas']['FlagChange'];
      readonly labels?: components['schemas']['LabelChange'];
      readonly mailbox?: components['schemas']['MailboxName'];
    };
    /** @description Where to copy a message. */
    readonly MessageCopy: {
      readonly mailbox: components['schemas']['MailboxName'];
    };
    /**
     * @description Which messages (`ids`, or `mailbox` with or without `filter` and `q`) and what to do with them. What belongs to another action
     *     than the one named is refused.
     */
    readonly BulkRequest: {
      /** @description The messages; one that is named twice is changed and told once. */
      readonly ids?: readonly string[];
      /** @description Where to choose from, instead of `ids`; `*` for all mailboxes. */
      readonly mailbox?: components['schemas']['MailboxName'];
      /** @description What to choose of the mailbox; all of it when absent, and `q` too. */
      readonly filter?: components['schemas']['MessageFilter'];
      /** @description The same in words; with `filter` both hold. */
      readonly q?: components['schemas']['MessageQuery'];
      /**
       * @description What to do.
       * @enum {string}
       */
      readonly action: 'flag' | 'move' | 'copy' | 'delete';
      /** @description For `flag`: it needs these or `labels`. */
      readonly flags?: components['schemas']['FlagChange'];
      /** @description For `flag`. */
      readonly labels?: components['schemas']['LabelChange'];
      /**
       * @description For `flag`: the highest `modseq` that the caller knows. Messages that have changed since are left alone and told as
       *     `modified`.
       */
      readonly unchangedSince?: string;
      /** @description For `move` and `copy`, and needed there. */
      readonly targetMailbox?: components['schemas']['MailboxName'];
      /** @description For `delete`: whether to expunge instead of moving to trash. */
      readonly permanent?: boolean;
      /**
       * @description Whether only to tell which messages it would be.
       * @default false
       */
      readonly dryRun?: boolean;
    };
    /** @description What became of a change to many messages. */
    readonly BulkResult: {
      /** @description How many messages were chosen; of `ids` those that are there. */
      readonly matched: number;
      /** @description How many of them were changed; 0 after a dry run. */
      readonly done: number;
      /** @description By `ids` in their order, by filter mailbox by mailbox and by ascending UID; empty after a dry run. */
      readonly results: readonly components['schemas']['BulkMessage'][];
      /** @description After a dry run up to 20 ids of messages that would be changed; null otherwise. */
      readonly sample: readonly string[] | null;
    };
    /** @description What became of one of many messages. */
    readonly BulkMessage: {
      /** @description As named in the request, or as it was before. */
      readonly id: string;
      readonly outcome: components['schemas']['BulkOutcome'];
      /** @description Under which the message is found now, or its copy; null when it is gone, or the server does not tell where it went. */
      readonly newId: string | null;
      /** @description Why it was refused. */
      readonly error: components['schemas']['BulkFailure'] | null;
    };
    /** @description A conversation. */
    readonly Thread: {
      readonly id: string;
      /** @description Its messages over all mailboxes, in the order of their arrival. */
      readonly messages: readonly components['schemas']['Message'][];
      /** @description Whether there are more than are shown, or may be. */
      readonly truncated: boolean;
      /** @description Mailboxes whose messages are missing here, since the mail server does not open them. */
      readonly skipped: readonly components['schemas']['SkippedMailbox'][];
    };
    /** @description A page of what became of messages. */
    readonly BulkMessageList: {
      readonly data: readonly components['schemas']['BulkMessage'][];
      readonly page: components['schemas']['Page'];
    };
    /** @description Work that goes on after its request was answered. */
    readonly Job: {
      readonly id: string;
      /**
       * @description What it does: `bulk` changes many messages, `merge` sends one to each of many recipients, `replay` tells a webhook
       *     once more what was.
       * @enum {string}
       */
      readonly type: 'bulk' | 'merge' | 'replay';
      /** @description The account that it works on; null for a replay. */
      readonly accountId: string | null;
      readonly status: components['schemas']['JobStatus'];
      /**
       * @description Messages that were seen to, of all: of a merge those that wait for nothing any more. Of a replay seconds of the time
       *     that it is about.
       */
      readonly progress: {
        readonly done: number;
        readonly total: number;
      };
      /** @description Of a merge: how many of its submissions are in each status now. Null of other jobs. */
      readonly submissions: components['schemas']['SubmissionCounts'] | null;
      /**
       * @description What became of the messages that were to be changed, once the job has ended; each by itself stands in the results.
       *     Null of other jobs.
       */
      readonly result: components['schemas']['JobResult'] | null;
      /** @description Of a replay: what it tells, and how much so far. Null of other jobs. */
      readonly replay: components['schemas']['ReplayProgress'] | null;
      /** @description Why it failed. */
      readonly error: components['schemas']['BulkFailure'] | null;
      /** Format: date-time */
      readonly createdAt: string;
      /**
       * Format: date-time
       * @description Null while it goes on.
       */
      readonly finishedAt: string | null;
    };
    /** @description What a replay tells a webhook once more. */
    readonly ReplayProgress: {
      readonly webhookId: string;
      readonly from: components['schemas']['Time'];
      readonly to: components['schemas']['Time'];
      /** @description How many deliveries it has queued so far. */
      readonly queued: number;
    };
    /** @description Which events a webhook is to be told once more. */
    readonly ReplayOrder: {
      /**
       * Format: date-time
       * @description Events of this time and later.
       */
      readonly from: string;
      /**
       * Format: date-time
       * @description Events before this time; at the latest, and by default, now.
       */
      readonly to?: string;
      /** @description Only events of these types and families, of those that the webhook listens to. */
      readonly types?: readonly components['schemas']['EventTypeFilter'][];
      /**
       * @description Only events whose delivery failed, and whose last redelivery, where there was one, failed as well.
       * @default false
       */
      readonly onlyFailed?: boolean;
    };
    /**
     * @description `succeeded`: it came to its end, whatever became of single messages; `failed`: it could not go on, the rest was not
     *     changed.
     * @enum {string}
     */
    readonly JobStatus: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
    /** @description How many submissions there are in each status. */
    readonly SubmissionCounts: {
      readonly scheduled: number;
      readonly queued: number;
      readonly sending: number;
      readonly sent: number;
      readonly deferred: number;
      readonly failed: number;
      readonly cancelled: number;
      readonly unknown: number;
    };
    /** @description How many messages each outcome has. */
    readonly JobResult: {
      readonly done: number;
      readonly absent: number;
      readonly modified: number;
      readonly refused: number;
    };
    /**
     * @description `absent`: it is not there, or no longer; `modified`: it has changed since `unchangedSince` and was left alone; `refused`:
     *     the server said no, or could not be asked.
     * @enum {string}
     */
    readonly BulkOutcome: 'done' | 'absent' | 'modified' | 'refused';
    /** @description Why a message was not changed. */
    readonly BulkFailure: {
      readonly code: components['schemas']['ErrorCode'];
      /** @description What happened, and what to do. */
      readonly message: string;
      /** @description Whether the same may succeed later. */
      readonly retryable: boolean;
      /** @description What the mail server said; null when it was not asked. */
      readonly upstream: components['schemas']['Upstream'] | null;
    };
    /** @description A day (`YYYY-MM-DD`), compared as IMAP compares days, or an exact time by RFC 3339. */
    readonly DayOrTime: string;
    /** @description Text to look for. */
    readonly SearchText: string;
    /** @description One condition, so exactly one key. */
    readonly MessageFilter: {
      /** @description All of these hold. */
      readonly all?: readonly components['schemas']['MessageFilter'][];
      /** @description At least one of these holds. */
      readonly any?: readonly components['schemas']['MessageFilter'][];
      /** @description This does not hold. */
      readonly not?: components['schemas']['MessageFilter'];
      readonly from?: components['schemas']['SearchText'];
      readonly to?: components['schemas']['SearchText'];
      readonly cc?: components['schemas']['SearchText'];
      readonly bcc?: components['schemas']['SearchText'];
      readonly subject?: components['schemas']['SearchText'];
      /** @description Text in the body. */
      readonly body?: components['schemas']['SearchText'];
      /** @description Text in the header or the body. */
      readonly text?: components['schemas']['SearchText'];
      /** @description A header field that contains a value; an empty value asks only that the field is there. */
      readonly header?: {
        readonly name: string;
        readonly value: string;
      };
      /** @description Flags that the message has, and lacks, all of them. */
      readonly flags?: {
        readonly has?: components['schemas']['Flags'];
        readonly lacks?: components['schemas']['Flags'];
      };
      /** @description More octets than this. */
      readonly larger?: number;
      /** @description Fewer octets than this. */
      readonly smaller?: number;
      /** @description The Date field is before this. */
      readonly sentBefore?: components['schemas']['DayOrTime'];
      /** @description The Date field is at this or after it. */
      readonly sentSince?: components['schemas']['DayOrTime'];
      /** @description The server took the message before this. */
      readonly receivedBefore?: components['schemas']['DayOrTime'];
      /** @description The server took the message at this or after it. */
      readonly receivedSince?: components['schemas']['DayOrTime'];
      /** @description Its UID is one of these. */
      readonly uid?: readonly number[];
      /**
       * @description Whether it has an attachment that is not inline, as the field of this name says. Of Gmail as Gmail says it: to
       *     that some parts, such as an invitation, are none.
       */
      readonly hasAttachments?: boolean;
      /** @description Its own `threadId` is this one. */
      readonly threadId?: string;
      /** @description It is this email, where the server identifies emails (OBJECTID, Gmail). */
      readonly emailId?: string;
      /** @description It has this label; of Gmail only. */
      readonly label?: components['schemas']['SearchText'];
      /** @description A query in the language of Gmail, which only Gmail understands. */
      readonly gmailRaw?: components['schemas']['SearchText'];
    };
    /**
     * @description A query in words. A blank means AND and binds tighter than `OR`; `-` negates what stands right behind it;
     *     parentheses group; what stands between quotes is taken as it is (`\"` for a quote). Terms: `from:`, `to:`, `cc:`,
     *     `bcc:`, `subject:`, `body:`, `text:` (and any text without a name), `header:Name:value`,
     *     `is:read|unread|flagged|unflagged|answered|unanswered|draft|deleted`, `has:attachment`, `larger:` and `smaller:` with
     *     octets or K, M, G (`larger:1M`), `before:`, `after:`, `since:` (the same) and `on:` with a day or date-time for when
     *     the message was received, `label:` of Gmail, `keyword:`, and once, for the whole of the query, `in:` with a mailbox,
     *     which stands above `mailbox`.
     * @example from:grace is:unread (has:attachment OR larger:1M) -subject:"weekly news"
     */
    readonly MessageQuery: string;
    /** @description A search in one mailbox. */
    readonly MessageSearch: {
      /**
       * @description A mailbox id, a special-use word, or the exact path; `*` for all mailboxes.
       * @default inbox
       */
      readonly mailbox?: components['schemas']['MailboxName'];
      readonly filter?: components['schemas']['MessageFilter'];
      readonly q?: components['schemas']['MessageQuery'];
      /**
       * @description Whether to answer the field `snippets` too.
       * @default false
       */
      readonly snippets?: boolean;
      /**
       * @description What the list is ordered by, first things first. Without it: by UID, over all mailboxes by time of arrival,
       *     descending.
       */
      readonly sort?: readonly components['schemas']['MessageSortTerm'][];
      /** @default 50 */
      readonly limit?: number;
      readonly cursor?: components['schemas']['Cursor'];
      readonly fields?: readonly components['schemas']['MessageField'][];
      /** @default 1048576 */
      readonly bodyMaxBytes?: components['schemas']['BodyMaxBytes'];
      /** @default raw */
      readonly html?: components['schemas']['HtmlForm'];
      /** @default block */
      readonly images?: components['schemas']['RemoteImages'];
    };
    /**
     * @description A key of an order. Messages with equal keys stand by mailbox and UID, by UID in the direction of the last key. The
     *     orders are those of RFC 5256; the server sorts where it can (SORT), else up to 20,000 messages of a mailbox are
     *     sorted here, and text over all mailboxes always, since servers differ about letters. Of more, `received` and `size`
     *     work as long as a page needs no more than that; all else is refused with `search-too-broad`. `uid` does not order
     *     several mailboxes.
     */
    readonly MessageSortTerm: {
      /**
       * @description `received` is the time of arrival, `date` that of the Date field (of arrival where there is none). `from` and `to`
       *     are the first address up to its `@`, `subject` is the subject without what replies and forwards add, all
       *     compared without case. `size` is in octets.
       * @enum {string}
       */
      readonly by: 'uid' | 'received' | 'date' | 'from' | 'to' | 'subject' | 'size';
      /**
       * @description The greatest first.
       * @default false
       */
      readonly desc?: boolean;
    };
    /**
     * @description A file to attach: by its `content`, by the `blobId` of an upload, or by `message` and `attachment`, a file of a
     *     stored message, which goes from the mail server into the new message without a way over you. Exactly one of the
     *     three is given.
     */
    readonly AttachmentInput: {
      /** @description The file name; that of the blob or the stored file unless given. */
      readonly filename?: string | null;
      /** @description The media type; that of the blob or the stored file, else `application/octet-stream`, unless given. */
      readonly contentType?: string;
      /** @description The content, in base64. */
      readonly content?: string;
      /** @description The id of an upload; needs the scope `submissions:write`. 410 `blob-expired` after a day. */
      readonly blobId?: string;
      /** @description The id of a message of this account; needs the scopes `messages:read` and `bodies:read`. */
      readonly message?: string;
      /** @description The id of an attachment of this message. */
      readonly attachment?: string;
      /** @description The Content-ID without its brackets; HTML names it as `cid:`. */
      readonly contentId?: string | null;
      /**
       * @description `inline` when it has a `contentId`, else `attachment`, unless said here.
       * @enum {string}
       */
      readonly disposition?: 'attachment' | 'inline';
    };
    /** @description An upload, to be attached to messages. */
    readonly Blob: {
      /** @description The `blobId` of attachments. */
      readonly id: string;
      /** @description The file name; null without one. */
      readonly filename: string | null;
      /** @description The media type. */
      readonly contentType: string;
      /** @description Its octets. */
      readonly size: number;
      readonly expiresAt: components['schemas']['Time'];
    };
    readonly Recipients: readonly components['schemas']['AddressInput'][];
    /** @description The subject. */
    readonly Subject: string;
    /**
     * @description Further header fields. Those that Postern writes itself, trace fields, Bcc and Content-* are refused; so are those
     *     that `list` and `priority` write where these are given, and values with more than 900 characters without a blank.
     */
    readonly HeaderFields: readonly components['schemas']['HeaderFieldInput'][];
    /**
     * @description The message that this one answers or forwards. What is given beside it wins, field by field; what is not given comes
     *     from there:
     *
     *     - `from`: the account's address or identity that the message went to;
     *     - `to`, `cc` of an answer: Reply-To, else From; with `reply-all` everybody else of To and Cc, too. The account's own
     *       addresses, repetitions, and addresses that nothing can be sent to are left out; a message of the account's own is
     *       answered to whom it went;
     *     - `subject`: with one `Re:` or `Fwd:` for all such prefixes, in whatever language they stand there;
     *     - In-Reply-To and References, of a forward References only.
     *
     *     It needs the scope `messages:read`, and `bodies:read` for `quote` and `attachments`. A message that is gone is refused
     *     (404, 410) before anything is accepted. Once the new one is sent, the message gets `\Answered` or `$Forwarded`, wherever
     *     it lies then.
     */
    readonly ReferenceInput: {
      /** @description The id of the message, or of its email. */
      readonly message: string;
      readonly action: components['schemas']['ReferenceAction'];
      /**
       * @description Whether its words stand below the new ones: in text behind `>`, in HTML made safe, with the images that it brings
       *     along; a forward puts its header above them. They come in the forms that are written (`text`, `html`), in those of
       *     the message where neither is, and a forward keeps HTML. Of a forward unless said here, of an answer only if said.
       */
      readonly quote?: boolean;
      /** @description Whether its files go along, straight from the mail server. Of a forward unless said here, of an answer only if said. */
      readonly attachments?: boolean;
    };
    /**
     * @description An answer to who wrote, to all, or a forward to others.
     * @enum {string}
     */
    readonly ReferenceAction: 'reply' | 'reply-all' | 'forward';
    /** @description The mailing list that the message goes over, in the shape in which received messages tell theirs. */
    readonly MailingListInput: {
      /** @description List-Id without its brackets (RFC 2919). */
      readonly id?: string | null;
      /** @description Where it can be left: `https:` and `mailto:` addresses in order of preference, for List-Unsubscribe (RFC 2369). */
      readonly unsubscribe: readonly string[];
      /**
       * @description Whether a POST of `List-Unsubscribe=One-Click` to the first `https:` address suffices (RFC 8058); there has to be
       *     one. Providers ask for a DKIM signature over both fields, which the sending server makes.
       * @default false
       */
      readonly oneClick?: boolean;
    };
    readonly AttachmentsInput: readonly components['schemas']['AttachmentInput'][];
    /** @description A message to be composed and put into a mailbox. */
    readonly MessageAppend: {
      readonly mailbox: components['schemas']['MailboxName'];
      readonly flags?: components['schemas']['Flags'];
      readonly from?: components['schemas']['AddressInput'];
      readonly to?: components['schemas']['Recipients'];
      readonly cc?: components['schemas']['Recipients'];
      readonly bcc?: components['schemas']['Recipients'];
      readonly replyTo?: components['schemas']['Recipients'];
      readonly template?: components['schemas']['TemplateInput'];
      readonly reference?: components['schemas']['ReferenceInput'];
      readonly subject?: components['schemas']['Subject'];
      /** @description The plain text body. */
      readonly text?: string;
      /** @description The HTML body. */
      readonly html?: string;
      readonly headers?: components['schemas']['HeaderFields'];
      readonly list?: components['schemas']['MailingListInput'];
      readonly attachments?: components['schemas']['AttachmentsInput'];
    };
    /** @description A draft to be composed in place of another version. */
    readonly DraftReplace: {
      readonly flags?: components['schemas']['Flags'];
      readonly from?: components['schemas']['AddressInput'];
      readonly to?: components['schemas']['Recipients'];
      readonly cc?: components['schemas']['Recipients'];
      readonly bcc?: components['schemas']['Recipients'];
      readonly replyTo?: components['schemas']['Recipients'];
      readonly template?: components['schemas']['TemplateInput'];
      readonly reference?: components['schemas']['ReferenceInput'];
      readonly subject?: components['schemas']['Subject'];
      /** @description The plain text body. */
      readonly text?: string;
      /** @description The HTML body. */
      readonly html?: string;
      readonly headers?: components['schemas']['HeaderFields'];
      readonly list?: components['schemas']['MailingListInput'];
      readonly attachments?: components['schemas']['AttachmentsInput'];
    };
    /** @description By which way to leave. */
    readonly UnsubscribeRequest: {
      /** @description One click where the message names it, else a letter, unless given. */
      readonly method?: components['schemas']['UnsubscribeMethod'];
    };
    /**
     * @description One POST over https (RFC 8058), or a letter.
     * @enum {string}
     */
    readonly UnsubscribeMethod: 'one-click' | 'mailto';
    /** @description What was done to leave a mailing list. */
    readonly Unsubscription: {
      readonly method: components['schemas']['UnsubscribeMethod'];
      /**
       * @description `done`: the server of the list has taken the request. `queued`: a letter is on its way.
       * @enum {string}
       */
      readonly status: 'done' | 'queued';
      /** @description The letter; null after one click. */
      readonly submission: components['schemas']['Submission'] | null;
    };
    /** @description How a draft is to be sent. `sendAt` and `undoSeconds` exclude each other. */
    readonly DraftSubmit: {
      /** @description When to send; a time that has passed means now. */
      readonly sendAt?: components['schemas']['Time'];
      readonly undoSeconds?: components['schemas']['UndoSeconds'];
      /**
       * @description After this time nothing is tried any more: who was not reached is `failed`, with the reason `expired`. It lies after
       *     now and `sendAt`.
       */
      readonly expiresAt?: components['schemas']['Time'];
      readonly priority?: components['schemas']['Priority'];
      /**
       * @description Whether a copy is filed in the mailbox for sent mail; the account's `sentCopy` decides unless
       *     given.
       */
      readonly saveToSent?: boolean;
      readonly dsn?: components['schemas']['DsnInput'];
      readonly requireTls?: components['schemas']['RequireTls'];
      readonly verp?: components['schemas']['Verp'];
      readonly tags?: components['schemas']['Tags'];
      readonly metadata?: components['schemas']['Metadata'];
    };
    /** @description A word of your own to find submissions by. */
    readonly Tag: string;
    readonly Tags: readonly components['schemas']['Tag'][];
    /** @enum {string} */
    readonly DsnOccasion: 'success' | 'failure' | 'delay';
    /**
     * @description What of the message a notification of failure brings back; as the server likes unless given.
     * @enum {string}
     */
    readonly DsnReturn: 'headers' | 'full';
    /**
     * @description Notifications that are asked of the servers on the way (RFC 3461). They come back by mail, and what they say stands in
     *     the recipients' `report` where the mailbox they come to is watched. Without it servers tell of failures.
     */
    readonly DsnInput: {
      /** @description Of what to notify; empty: of nothing, not even of a failure. */
      readonly notify: readonly components['schemas']['DsnOccasion'][];
      readonly return?: components['schemas']['DsnReturn'];
    };
    /** @description The notifications that were asked for. */
    readonly Dsn: {
      readonly notify: readonly components['schemas']['DsnOccasion'][];
      /** @description null: as the server likes. */
      readonly return: components['schemas']['DsnReturn'] | null;
      /**
       * @description Whether the account's server takes such requests; where it does not, the message is sent without. null before the
       *     server was spoken to.
       */
      readonly supported: boolean | null;
    };
    /**
     * @description Whether the message may only be handed on over verified TLS, by the account's server, too (REQUIRETLS, RFC 8689). A
     *     server that does not promise it is not sent to: the submission is `failed` with the status 5.7.30. An account whose
     *     own connection is not verified TLS is refused before (422 `unsupported-by-server`).
     */
    readonly RequireTls: boolean;
    /**
     * @description Whether reports return to an address of the submission's own: the envelope's sender becomes `local+ret-…@domain`, which
     *     sub-addressing brings into the sender's mailbox. A bounce that quotes nothing of the message is matched by it. Your
     *     servers must take such addresses, as sender and as recipient. Refused for a local part that is quoted or longer than
     *     43 octets.
     */
    readonly Verp: boolean;
    /** @description How long the submission is held so that it can still be cancelled. */
    readonly UndoSeconds: number;
    /**
     * @description Which of the account's messages goes first where they have to wait: `high` before `normal`, `normal` (unless given) before
     *     `low`, but none before one that has waited six hours longer. A message that Postern writes tells readers of `high` and
     *     `low` by X-Priority and Importance.
     * @enum {string}
     */
    readonly Priority: 'low' | 'normal' | 'high';
    /** @description A message to be composed and sent. `sendAt` and `undoSeconds` exclude each other. */
    readonly SubmissionCreate: {
      /** @description The id of a draft to be sent; it excludes all fields that make a message, and `envelope`. */
      readonly draft?: string;
      /** @description The account's own address and name unless given. */
      readonly from?: components['schemas']['AddressInput'];
      readonly to?: components['schemas']['Recipients'];
      readonly cc?: components['schemas']['Recipients'];
      /** @description They get the message, and nobody sees it. */
      readonly bcc?: components['schemas']['Recipients'];
      readonly replyTo?: components['schemas']['Recipients'];
      /**
       * @description Of a merge: one message to each. They exclude `to`, `cc`, `bcc`, `envelope`, `reference` and `draft`; inline images are
       *     given by their `content`.
       */
      readonly recipients?: readonly components['schemas']['MergeRecipient'][];
      readonly template?: components['schemas']['TemplateInput'];
      readonly reference?: components['schemas']['ReferenceInput'];
      readonly subject?: components['schemas']['Subject'];
      /** @description The plain text body. */
      readonly text?: string;
      /** @description The HTML body. */
      readonly html?: string;
      readonly headers?: components['schemas']['HeaderFields'];
      readonly list?: components['schemas']['MailingListInput'];
      readonly attachments?: components['schemas']['AttachmentsInput'];
      /** @description When to send; a time that has passed means now. */
      readonly sendAt?: components['schemas']['Time'];
      readonly undoSeconds?: components['schemas']['UndoSeconds'];
      /**
       * @description After this time nothing is tried any more: who was not reached is `failed`, with the reason `expired`. It lies after
       *     now and `sendAt`.
       */
      readonly expiresAt?: components['schemas']['Time'];
      readonly priority?: components['schemas']['Priority'];
      /**
       * @description Only answer what would be sent.
       * @default false
       */
      readonly dryRun?: boolean;
      readonly envelope?: components['schemas']['EnvelopeInput'];
      /**
       * @description Whether a copy is filed in the mailbox for sent mail; the account's `sentCopy` decides unless
       *     given.
       */
      readonly saveToSent?: boolean;
      readonly dsn?: components['schemas']['DsnInput'];
      readonly requireTls?: components['schemas']['RequireTls'];
      readonly verp?: components['schemas']['Verp'];
      readonly tags?: components['schemas']['Tags'];
      readonly metadata?: components['schemas']['Metadata'];
    };
    /** @description What a message would be sent as. Nothing of it is kept. */
    readonly DryRun: {
      /**
       * @description True.
       * @constant
       */
      readonly dryRun: true;
      /** @description Its Message-ID with `<…>`; another one when it is sent. */
      readonly messageId: string;
      /** @description The subject. */
      readonly subject: string | null;
      readonly envelope: components['schemas']['Envelope'];
      /** @description Its octets. */
      readonly size: number;
      /** @description The message as it would leave, octet for octet. */
      readonly mime: string;
      /**
       * @description How `mime` gives the octets: as text where they are UTF-8, else in base64.
       * @enum {string}
       */
      readonly encoding: 'utf-8' | 'base64';
      /**
       * @description What does not keep it from being sent: suppressed recipients, addresses that not every server takes, HTML without
       *     a text beside it, images that HTML names and nothing brings.
       */
      readonly warnings: readonly components['schemas']['MessageWarning'][];
    };
    /** @description Something about a message that its sender may want to know. */
    readonly MessageWarning: {
      /** @description What it is about: a JSON Pointer (RFC 6901) into the dry run or the request. */
      readonly pointer: string;
      /** @description What about it. */
      readonly message: string;
    };
    /** @description One message of a merge. */
    readonly MergeRecipient: {
      /** @description Who gets it: a person or several, who see one another. */
      readonly to: components['schemas']['AddressInput'] | components['schemas']['Recipients'];
      readonly cc?: components['schemas']['Recipients'];
      readonly bcc?: components['schemas']['Recipients'];
      /** @description Values of the template's placeholders; they win over those of `template.data`. */
      readonly data?: components['schemas']['TemplateData'];
      /** @description Beside those that all messages have. */
      readonly headers?: components['schemas']['HeaderFields'];
      /** @description Instead of that of all: such as an address of their own at which they unsubscribe. */
      readonly list?: components['schemas']['MailingListInput'];
      /** @description Beside that of all; its strings win. */
      readonly metadata?: components['schemas']['Metadata'];
    };
    /** @description A new time for a submission. */
    readonly SubmissionUpdate: {
      /**
       * Format: date-time
       * @description When to send; null sends now.
       */
      readonly sendAt: string | null;
    };
    /** @description Who sends and who receives, where that differs from the header. */
    readonly EnvelopeInput: {
      /** @description The reverse-path; the account's address or one of its identities. */
      readonly from?: components['schemas']['EmailAddress'];
      /** @description The recipients. */
      readonly to?: readonly components['schemas']['EmailAddress'][];
    };
    /** @description The SMTP envelope. */
    readonly Envelope: {
      /** @description The reverse-path. */
      readonly from: string;
      /** @description All recipients. */
      readonly to: readonly string[];
    };
    /**
     * @description `scheduled` for later; `queued` for the next free worker; `sending`; `deferred`: some recipients wait for another try;
     *     `sent`: nobody waits or is unknown and at least one was accepted; `failed`: none was; `unknown`: the fate of some is
     *     unknown and none wait; `cancelled`. Final: sent, failed, cancelled, and unknown where the account holds such.
     * @enum {string}
     */
    readonly SubmissionStatus:
      'scheduled' | 'queued' | 'sending' | 'sent' | 'deferred' | 'failed' | 'cancelled' | 'unknown';
    /**
     * @description `sent` means that the SMTP server took the message for this recipient. What comes back later makes it `delivered`,
     *     `bounced` or `complained`: a report that arrives in a watched mailbox and quotes the Message-ID or the envelope id.
     *     `suppressed`: the account sends nothing to this address.
     * @enum {string}
     */
    readonly RecipientStatus:
      | 'queued'
      | 'sent'
      | 'deferred'
      | 'failed'
      | 'unknown'
      | 'cancelled'
      | 'delivered'
      | 'bounced'
      | 'complained'
      | 'suppressed';
    /** @description An SMTP reply. */
    readonly SmtpReply: {
      /** @description The reply code. */
      readonly code: number;
      /** @description The enhanced status code (RFC 3463), as `5.1.1`. */
      readonly enhanced: string | null;
      /** @description The words of the reply. */
      readonly text: string;
    };
    /** @description What became of the message for one recipient. */
    readonly SubmissionRecipient: {
      readonly address: string;
      readonly status: components['schemas']['RecipientStatus'];
      /** @description The server's last reply about this recipient. */
      readonly smtp: components['schemas']['SmtpReply'] | null;
      /** @description What came back after the server had taken the message, as far as it is known. */
      readonly report: components['schemas']['RecipientReport'] | null;
      /**
       * @description Why the message was not taken, or not delivered: what the server's reply or the report means. `expired`: the
       *     submission's `expiresAt` came first. null where nothing was refused.
       * @enum {string|null}
       */
      readonly reason:
        | 'no-such-mailbox'
        | 'no-such-domain'
        | 'mailbox-full'
        | 'mailbox-disabled'
        | 'too-large'
        | 'spam'
        | 'authentication'
        | 'policy'
        | 'rate-limited'
        | 'relay-denied'
        | 'unreachable'
        | 'other'
        | 'expired'
        | null;
      /**
       * Format: date-time
       * @description When the message is tried again for this recipient. What was put off waits by what the server said: a minute where it
       *     greylists, some minutes where it throttles, hours for a full mailbox, always growing, and for two days in all.
       */
      readonly nextAttemptAt: string | null;
      readonly updatedAt: components['schemas']['Time'];
    };
    /** @description What a report that arrived tells of one recipient. */
    readonly RecipientReport: {
      /** @enum {string} */
      readonly kind: 'dsn' | 'arf' | 'mdn' | 'auto-reply';
      /** @description The id of the message that tells it. */
      readonly message: string;
      /** @description The enhanced status code (RFC 3463), as `5.1.1`. */
      readonly status: string | null;
      /** @description The words of the server that refused. */
      readonly diagnostic: string | null;
      /**
       * @description What status and words mean, of a message that bounced.
       * @enum {string|null}
       */
      readonly reason:
        | 'no-such-mailbox'
        | 'no-such-domain'
        | 'mailbox-full'
        | 'mailbox-disabled'
        | 'too-large'
        | 'spam'
        | 'authentication'
        | 'policy'
        | 'rate-limited'
        | 'relay-denied'
        | 'unreachable'
        | 'other'
        | null;
    };
    /** @description The message that arrived and told it. */
    readonly EventCause: {
      /**
       * @description A kind of report, or `reply`: a person answered.
       * @enum {string}
       */
      readonly kind: 'dsn' | 'arf' | 'mdn' | 'auto-reply' | 'reply';
      /** @description Its id. */
      readonly message: string;
    };
    /** @description What people know it by. */
    readonly TemplateName: string;
    /** @description The subject of the message. */
    readonly TemplateSubject: string | null;
    /** @description Its plain text. */
    readonly TemplateText: string | null;
    /** @description Its HTML. */
    readonly TemplateHtml: string | null;
    /** @description What messages are to say: `text`, `html` or both. */
    readonly TemplateCreate: {
      readonly name: components['schemas']['TemplateName'];
      readonly subject?: components['schemas']['TemplateSubject'];
      readonly text?: components['schemas']['TemplateText'];
      readonly html?: components['schemas']['TemplateHtml'];
    };
    /** @description What is to be changed of a template. */
    readonly TemplateUpdate: {
      readonly name?: components['schemas']['TemplateName'];
      readonly subject?: components['schemas']['TemplateSubject'];
      readonly text?: components['schemas']['TemplateText'];
      readonly html?: components['schemas']['TemplateHtml'];
    };
    /** @description What messages say, with places for values of their own. */
    readonly Template: {
      readonly id: string;
      readonly name: components['schemas']['TemplateName'];
      readonly subject: components['schemas']['TemplateSubject'];
      readonly text: components['schemas']['TemplateText'];
      readonly html: components['schemas']['TemplateHtml'];
      readonly createdAt: components['schemas']['Time'];
      readonly updatedAt: components['schemas']['Time'];
    };
    /** @description A page of templates. */
    readonly TemplateList: {
      readonly data: readonly components['schemas']['Template'][];
      readonly page: components['schemas']['Page'];
    };
    /** @description The values of the placeholders, by their names: texts, numbers, true and false, lists and objects of such. */
    readonly TemplateData: Record<string, never>;
    /** @description A template that writes `subject`, `text` and `html` where they are not given. */
    readonly TemplateInput: {
      /** @description Its id. */
      readonly id: string;
      readonly data?: components['schemas']['TemplateData'];
    };
    /** @description What a template is to be rendered with. */
    readonly TemplatePreviewRequest: {
      readonly data: components['schemas']['TemplateData'];
    };
    /** @description What a message by a template says; null where the template leaves it to the submission. */
    readonly TemplatePreview: {
      readonly subject: string | null;
      readonly text: string | null;
      readonly html: string | null;
    };
    /** @description An address to be suppressed. */
    readonly SuppressionCreate: {
      readonly address: string;
    };
    /** @description An address that the account sends nothing to. */
    readonly Suppression: {
      /** @description In lower case. */
      readonly address: string;
      /**
       * @description It bounced for good, complained, or was put here by hand.
       * @enum {string}
       */
      readonly reason: 'bounce' | 'complaint' | 'manual';
      /** @description The id of the submission that led to it. */
      readonly submission: string | null;
      readonly createdAt: components['schemas']['Time'];
    };
    /** @description A page of suppressed addresses. */
    readonly SuppressionList: {
      readonly data: readonly components['schemas']['Suppression'][];
      readonly page: components['schemas']['Page'];
    };
    /**
     * @description How an attempt ended: all recipients accepted, some of them, or none (`deferred` for now, `rejected` for good); no
     *     connection; no login; `unknown` when the link broke after the final dot.
     * @enum {string}
     */
    readonly AttemptOutcome:
      'accepted' | 'partial' | 'deferred' | 'rejected' | 'unreachable' | 'auth-failed' | 'unknown';
    /** @description One try to hand the message over. */
    readonly SubmissionAttempt: {
      /** @description Counts from one. */
      readonly number: number;
      readonly at: components['schemas']['Time'];
      readonly outcome: components['schemas']['AttemptOutcome'];
      /** @description The server's last words, or what broke. */
      readonly response: string | null;
      /** @description How long it took, in milliseconds. */
      readonly durationMs: number;
    };
    /** @description A message on its way out. */
    readonly Submission: {
      readonly id: string;
      readonly accountId: string;
      readonly status: components['schemas']['SubmissionStatus'];
      /** @description The Message-ID with its brackets, fixed at acceptance. */
      readonly messageId: string;
      readonly subject: string | null;
      readonly envelope: components['schemas']['Envelope'];
      readonly recipients: readonly components['schemas']['SubmissionRecipient'][];
      /** @description Oldest first. */
      readonly attempts: readonly components['schemas']['SubmissionAttempt'][];
      /**
       * Format: date-time
       * @description The time that was asked for.
       */
      readonly sendAt: string | null;
      /**
       * Format: date-time
       * @description Nothing is tried after this time.
       */
      readonly expiresAt: string | null;
      readonly priority: components['schemas']['Priority'];
      /**
       * Format: date-time
       * @description When the next try is due.
       */
      readonly nextAttemptAt: string | null;
      /** @description The id of the copy in the mailbox for sent mail. */
      readonly sentMessage: string | null;
      /** @description The id of the draft that it was made of; the draft is removed once the submission is `sent`. */
      readonly draft: string | null;
      /** @description null: none were asked for. */
      readonly dsn: components['schemas']['Dsn'] | null;
      /** @description Whether it may only be handed on over verified TLS. */
      readonly requireTls: boolean;
      /** @description The id of the merge that made it. */
      readonly jobId: string | null;
      readonly tags: readonly string[];
      readonly metadata: components['schemas']['Metadata'];
      readonly createdAt: components['schemas']['Time'];
      readonly updatedAt: components['schemas']['Time'];
    };
    /** @description A page of submissions. */
    readonly SubmissionList: {
      readonly data: readonly components['schemas']['Submission'][];
      readonly page: components['schemas']['Page'];
    };
    /**
     * @description What happened.
     * @enum {string}
     */
    readonly EventType:
      | 'message.received'
      | 'message.updated'
      | 'message.deleted'
      | 'mailbox.created'
      | 'mailbox.renamed'
      | 'mailbox.deleted'
      | 'mailbox.reset'
      | 'submission.sent'
      | 'submission.deferred'
      | 'submission.failed'
      | 'submission.unknown'
      | 'submission.cancelled'
      | 'submission.delivered'
      | 'submission.bounced'
      | 'submission.complained'
      | 'submission.replied'
      | 'account.connected'
      | 'account.auth-failed'
      | 'account.unreachable'
      | 'account.recovered'
      | 'account.paused'
      | 'account.deleted'
      | 'events.missed'
      | 'webhook.disabled'
      | 'webhook.test';
    /**
     * @description An event type, a family (`message.*`), or `*` for all.
     * @enum {string}
     */
    readonly EventTypeFilter:
      | '*'
      | 'message.*'
      | 'mailbox.*'
      | 'submission.*'
      | 'account.*'
      | 'events.*'
      | 'webhook.*'
      | 'message.received'
      | 'message.updated'
      | 'message.deleted'
      | 'mailbox.created'
      | 'mailbox.renamed'
      | 'mailbox.deleted'
      | 'mailbox.reset'
      | 'submission.sent'
      | 'submission.deferred'
      | 'submission.failed'
      | 'submission.unknown'
      | 'submission.cancelled'
      | 'submission.delivered'
      | 'submission.bounced'
      | 'submission.complained'
      | 'submission.replied'
      | 'account.connected'
      | 'account.auth-failed'
      | 'account.unreachable'
      | 'account.recovered'
      | 'account.paused'
      | 'account.deleted'
      | 'events.missed'
      | 'webhook.disabled'
      | 'webhook.test';
    /** @description The event's id; the same however often it is told. */
    readonly EventId: string;
    /**
     * @description Something that happened. The ids are made from what happened, so an event that is told twice has the same id.
     *     `timestamp` rises strictly within one account.
     */
    readonly Event:
      | components['schemas']['MessageEvent']
      | components['schemas']['MailboxEvent']
      | components['schemas']['SubmissionEvent']
      | components['schemas']['AccountEvent']
      | components['schemas']['EventsMissedEvent']
      | components['schemas']['WebhookEvent'];
    /**
     * @description Only of the example that a test of a webhook asked for: nothing of it happened, and its ids and account are nobody's.
     * @enum {boolean}
     */
    readonly TestMark: true;
    /** @description Something happened to a message. */
    readonly MessageEvent: {
      readonly id: components['schemas']['EventId'];
      /** @enum {string} */
      readonly type: 'message.received' | 'message.updated' | 'message.deleted';
      readonly timestamp: components['schemas']['Time'];
      readonly accountId: string;
      /** @description Where the journal goes on after this event, as `after`. */
      readonly cursor: components['schemas']['Cursor'];
      readonly test?: components['schemas']['TestMark'];
      readonly data: {
        /**
         * @description The message at the webhook's payload level: `minimal` is id, mailboxId, mailboxPath and uid; `summary` the default
         *     fields of a list; `full` also text, html and headers. `truncated` tells that something was cut.
         */
        readonly message: components['schemas']['Message'];
        /** @description The flags, and how they changed where that is known. */
        readonly flags: {
          /** @description All flags; null for a deleted message whose flags are not remembered. */
          readonly now: readonly string[] | null;
          readonly added: readonly string[] | null;
          readonly removed: readonly string[] | null;
        };
        /** @description Where it happened; absent in events of older versions. */
        readonly mailbox?: components['schemas']['MailboxReference'];
        /**
         * @description Where a deleted message went, null while that is not known. Known are moves by this service, and those by other
         *     programs between two watched mailboxes of messages that can be told from others: by the mail server's own ids
         *     (OBJECTID, Gmail) or by Message-ID and size, among the newest 1,000 of each mailbox. Moves made while nobody
         *     watched are told as going and coming.
         */
        readonly movedTo: components['schemas']['MessageLocation'] | null;
        /** @description Where a received message came from: the other side of `movedTo`. */
        readonly movedFrom: components['schemas']['MessageLocation'] | null;
        /**
         * @description Only at the payload level `full` when the body could not be read: the message was gone, or the mail server
         *     did not give it at several tries.
         * @enum {string}
         */
        readonly bodyUnavailable?: 'message-gone' | 'account-unreachable';
      };
    };
    /** @description A place that a message was moved to or from. */
    readonly MessageLocation: {
      /** @description The message's id there. */
      readonly id: string | null;
      readonly mailboxId: string;
      readonly mailboxPath: string;
    };
    /** @description A mailbox as an event names it. */
    readonly MailboxReference: {
      readonly id: string;
      readonly path: string;
      readonly uidValidity: number | null;
      /** @description What it is for; absent in events of older versions. */
      readonly specialUse?: components['schemas']['SpecialUse'] | null;
    };
    /** @description Something happened to a mailbox. */
    readonly MailboxEvent: {
      readonly id: components['schemas']['EventId'];
      /** @enum {string} */
      readonly type: 'mailbox.created' | 'mailbox.renamed' | 'mailbox.deleted' | 'mailbox.reset';
      readonly timestamp: components['schemas']['Time'];
      readonly accountId: string;
      /** @description Where the journal goes on after this event, as `after`. */
      readonly cursor: components['schemas']['Cursor'];
      readonly test?: components['schemas']['TestMark'];
      readonly data: {
        /** @description The mailbox as it is now; one that is gone as it was. Its UIDVALIDITY is null while it has not been asked for. */
        readonly mailbox: components['schemas']['MailboxReference'];
        /** @description Of `renamed` and `reset`: as it was before. */
        readonly previous: components['schemas']['MailboxReference'] | null;
      };
    };
    /** @description Something became of a submission. */
    readonly SubmissionEvent: {
      readonly id: components['schemas']['EventId'];
      /** @enum {string} */
      readonly type:
        | 'submission.sent'
        | 'submission.deferred'
        | 'submission.failed'
        | 'submission.unknown'
        | 'submission.cancelled'
        | 'submission.delivered'
        | 'submission.bounced'
        | 'submission.complained'
        | 'submission.replied';
      readonly timestamp: components['schemas']['Time'];
      readonly accountId: string;
      /** @description Where the journal goes on after this event, as `after`. */
      readonly cursor: components['schemas']['Cursor'];
      readonly test?: components['schemas']['TestMark'];
      readonly data: {
        readonly submission: components['schemas']['Submission'];
        /** @description Those that this event is about. One attempt may make several events. */
        readonly recipients: readonly components['schemas']['SubmissionRecipient'][];
        /** @description True when lists, metadata or texts were cut, so that the body is no larger than the webhook takes. */
        readonly truncated?: boolean;
        /** @description Of `delivered`, `bounced`, `complained` and `replied`. */
        readonly cause?: components['schemas']['EventCause'];
      };
    };
    /** @description An account as an event names it. Of a deleted one nothing but the id is kept. */
    readonly AccountReference: {
      readonly id: string;
      readonly email: string | null;
      readonly state: components['schemas']['AccountState'] | null;
      readonly lastError: components['schemas']['LastError'];
    };
    /** @description The state of an account changed. */
    readonly AccountEvent: {
      readonly id: components['schemas']['EventId'];
      /** @enum {string} */
      readonly type:
        | 'account.connected'
        | 'account.auth-failed'
        | 'account.unreachable'
        | 'account.recovered'
        | 'account.paused'
        | 'account.deleted';
      readonly timestamp: components['schemas']['Time'];
      readonly accountId: string;
      /** @description Where the journal goes on after this event, as `after`. */
      readonly cursor: components['schemas']['Cursor'];
      readonly test?: components['schemas']['TestMark'];
      readonly data: {
        readonly account: components['schemas']['AccountReference'];
      };
    };
    /** @description Changes may have happened that no event tells of. */
    readonly EventsMissedEvent: {
      readonly id: components['schemas']['EventId'];
      /** @enum {string} */
      readonly type: 'events.missed';
      readonly timestamp: components['schemas']['Time'];
      readonly accountId: string;
      /** @description Where the journal goes on after this event, as `after`. */
      readonly cursor: components['schemas']['Cursor'];
      readonly test?: components['schemas']['TestMark'];
      readonly data: {
        /** @description Where; null for the whole account. */
        readonly mailbox: components['schemas']['MailboxReference'] | null;
        /**
         * Format: date-time
         * @description Since when; null when that is not known.
         */
        readonly from: string | null;
        /** @description Until when. */
        readonly to: components['schemas']['Time'];
        readonly reason: components['schemas']['MissedReason'];
      };
    };
    /**
     * @description Why changes are missed: the mailbox's UIDVALIDITY changed, the gateway's own position was lost, or the server cannot
     *     tell what changed while nobody watched.
     * @enum {string}
     */
    readonly MissedReason: 'uidvalidity-changed' | 'position-lost' | 'changes-unavailable';
    /** @description A webhook as an event names it. */
    readonly WebhookReference: {
      readonly id: string;
      readonly url: string;
      readonly disabledReason: components['schemas']['DisabledReason'] | null;
    };
    /** @description Something about a webhook itself. Seen by keys with all accounts. */
    readonly WebhookEvent: {
      readonly id: components['schemas']['EventId'];
      /** @enum {string} */
      readonly type: 'webhook.disabled' | 'webhook.test';
      readonly timestamp: components['schemas']['Time'];
      readonly accountId: null;
      /** @description Where the journal goes on after this event, as `after`. */
      readonly cursor: components['schemas']['Cursor'];
      readonly test?: components['schemas']['TestMark'];
      readonly data: {
        readonly webhook: components['schemas']['WebhookReference'];
        /** @description Of a test in the journal: the type of which the webhook is told an example instead. */
        readonly exampleOf?: components['schemas']['EventType'];
      };
    };
    /** @description Events, oldest first. */
    readonly EventList: {
      readonly data: readonly components['schemas']['Event'][];
      readonly page: {
        /** @description Where to go on, as `after`; never null. */
        readonly next: string;
        /** @description An `after` that gives the page before; null when it is not known. */
        readonly previous: string | null;
      };
    };
    /**
     * @description How much of a message its events carry.
     * @enum {string}
     */
    readonly PayloadLevel: 'minimal' | 'summary' | 'full';
    /**
     * Format: uri
     * @description Where to POST; without credentials in it. `http:` only for hosts that the operator allows.
     */
    readonly WebhookUrl: string;
    /** @description The event types to tell. */
    readonly WebhookTypes: readonly components['schemas']['EventTypeFilter'][];
    /** @description Headers to send along; not `webhook-*`, Host or Content-*. Values are masked when read. */
    readonly WebhookHeaders: readonly components['schemas']['HeaderFieldInput'][];
    /** @description The largest body to send; what is over it is cut and `truncated` says so. */
    readonly WebhookMaxBytes: number;
    /**
     * @description Which events to tell, of those that the types and accounts give: a condition `{ field, op, value }`, or others put
     *     together by `{ all: […] }`, `{ any: […] }` and `{ not: … }`. At most 8 levels, 100 conditions and 16 KiB.
     *
     *     `field` is a path through the event: `type`, `timestamp`, `accountId`, and what the schemas of the events name below
     *     `data`, as `data.message.subject`, `data.mailbox.specialUse` or `data.submission.metadata.order`. Messages are
     *     seen as the payload `summary` has them, whatever the webhook's own payload is; what such an event leaves out of a
     *     message that describes itself by more than 8 kB (`truncated`) is not seen. Elements of an array are named without a number,
     *     and a condition holds when it holds of any of them. An address (`data.message.from`) is compared by its `address`.
     *     On a field that an event does not have, or that is null, no condition holds but `exists` with false.
     *
     *     `equals` takes a value, `in` a list of them; `startsWith` and `contains` take a text, `greater` and `less` (without
     *     the bound itself) a number or a time; `exists` takes true, or false for none. Text is compared without regard to case,
     *     ids (fields named `id` or `…Id`) exactly, times as instants.
     * @example {
     *       "all": [
     *         {
     *           "field": "data.mailbox.specialUse",
     *           "op": "equals",
     *           "value": "inbox"
     *         },
     *         {
     *           "field": "data.message.from",
     *           "op": "contains",
     *           "value": "@example.org"
     *         },
     *         {
     *           "not": {
     *             "field": "data.message.flags",
     *             "op": "equals",
     *             "value": "\\Seen"
     *           }
     *         }
     *       ]
     *     }
     */
    readonly WebhookFilter: {
      /** @description All of these hold. */
      readonly all?: readonly components['schemas']['WebhookFilter'][];
      /** @description At least one of these holds. */
      readonly any?: readonly components['schemas']['WebhookFilter'][];
      /** @description This does not hold. */
      readonly not?: components['schemas']['WebhookFilter'];
      /** @description A path through the event. */
      readonly field?: string;
      /**
       * @description How the field is compared with the value.
       * @enum {string}
       */
      readonly op?: 'equals' | 'in' | 'exists' | 'startsWith' | 'contains' | 'greater' | 'less';
      /** @description What the field is compared with: a list for `in`; true unless given for `exists`. */
      readonly value?: string | number | boolean | readonly (string | number | boolean)[];
    };
    /**
     * @description Tells the events of one account one after the other, in the journal's order: a later one waits until the one before it
     *     is delivered or given up. Events of other accounts, and other webhooks, do not wait. Where it was set later, what was
     *     queued before keeps no order.
     */
    readonly WebhookOrdered: boolean;
    /** @description The most requests a second that the endpoint is to get, over all processes of the service. */
    readonly WebhookMaxPerSecond: number;
    /** @description An endpoint to be told of events. */
    readonly WebhookCreate: {
      readonly url: components['schemas']['WebhookUrl'];
      /**
       * @default [
       *       "*"
       *     ]
       */
      readonly types?: components['schemas']['WebhookTypes'];
      /** @default all */
      readonly accounts?: components['schemas']['AccountSelection'];
      readonly filter?: components['schemas']['WebhookFilter'] | null;
      /** @default summary */
      readonly payload?: components['schemas']['PayloadLevel'];
      /** @default 262144 */
      readonly maxBytes?: components['schemas']['WebhookMaxBytes'];
      readonly headers?: components['schemas']['WebhookHeaders'];
      /** @default false */
      readonly ordered?: components['schemas']['WebhookOrdered'];
      readonly maxPerSecond?: components['schemas']['WebhookMaxPerSecond'] | null;
      readonly description?: string | null;
      /** @default true */
      readonly enabled?: boolean;
    };
    /** @description Changes to a webhook, as a JSON Merge Patch; null takes the default. */
    readonly WebhookUpdate: {
      readonly url?: components['schemas']['WebhookUrl'];
      readonly types?: components['schemas']['WebhookTypes'] | null;
      readonly accounts?: components['schemas']['AccountSelection'] | null;
      /** @description Given whole: it takes the place of the one before. */
      readonly filter?: components['schemas']['WebhookFilter'] | null;
      readonly payload?: components['schemas']['PayloadLevel'] | null;
      readonly maxBytes?: components['schemas']['WebhookMaxBytes'] | null;
      readonly headers?: components['schemas']['WebhookHeaders'] | null;
      readonly ordered?: components['schemas']['WebhookOrdered'] | null;
      readonly maxPerSecond?: components['schemas']['WebhookMaxPerSecond'] | null;
      readonly description?: string | null;
      readonly enabled?: boolean;
    };
    /** @description What a webhook is to be told. */
    readonly WebhookTestRequest: {
      /** @default webhook.test */
      readonly type?: components['schemas']['EventType'];
    };
    /** @description How a webhook changes its secret. */
    readonly SecretRotation: {
      /**
       * @description How long the secrets before sign as well.
       * @default 86400
       */
      readonly graceSeconds?: number;
    };
    /**
     * @description `failing`: nothing but failures for five days; `gone`: the endpoint answered 410.
     * @enum {string}
     */
    readonly DisabledReason: 'failing' | 'gone';
    /** @description An endpoint that is told of events. */
    readonly Webhook: {
      readonly id: string;
      readonly url: string;
      readonly types: readonly components['schemas']['EventTypeFilter'][];
      readonly accounts: components['schemas']['AccountSelection'];
      readonly filter: components['schemas']['WebhookFilter'] | null;
      readonly payload: components['schemas']['PayloadLevel'];
      readonly maxBytes: number;
      /** @description Headers that are sent along, their values masked. */
      readonly headers: readonly components['schemas']['HeaderField'][];
      readonly ordered: components['schemas']['WebhookOrdered'];
      /** @description The most requests a second that its endpoint gets; null when nothing was asked. */
      readonly maxPerSecond: components['schemas']['WebhookMaxPerSecond'] | null;
      readonly description: string | null;
      readonly enabled: boolean;
      /** @description The public key of the `v1a` signatures. */
      readonly publicKey: string;
      /** @description The secret of the `v1` signatures: in the answer that made it, and null ever after. */
      readonly secret: string | null;
      /** @description Until when secrets from before a rotation sign as well; null when none does. */
      readonly formerSecretsUntil: components['schemas']['Time'] | null;
      /** @description Why the service disabled it; null unless it did. */
      readonly disabledReason: components['schemas']['DisabledReason'] | null;
      readonly health: components['schemas']['EndpointHealth'];
      readonly createdAt: components['schemas']['Time'];
      readonly updatedAt: components['schemas']['Time'];
    };
    /**
     * @description How the endpoint fares. After ten failures in a row it is left alone for 30 s, and after each further failure twice as
     *     long, up to 30 min; a change of the webhook, a test or a redelivery ends the pause. After five days of failures the webhook is disabled.
     */
    readonly EndpointHealth: {
      /** @description Failures in a row. */
      readonly failures: number;
      /**
       * Format: date-time
       * @description Since when it does nothing but fail; null after a success.
       */
      readonly failingSince: string | null;
      /**
       * Format: date-time
       * @description Until then it is sent nothing; null when it does not pause.
       */
      readonly pausedUntil: string | null;
    };
    /** @description A page of webhooks. */
    readonly WebhookList: {
      readonly data: readonly components['schemas']['Webhook'][];
      readonly page: components['schemas']['Page'];
    };
    /**
     * @description `pending` while a try is to come; `failed` when there will be none.
     * @enum {string}
     */
    readonly DeliveryStatus: 'pending' | 'delivered' | 'failed';
    /** @description One request to the endpoint. */
    readonly DeliveryAttempt: {
      /** @description Counts from one. */
      readonly number: number;
      readonly at: components['schemas']['Time'];
      /** @description What the endpoint answered; null when it did not. */
      readonly status: number | null;
      /** @description What broke. */
      readonly error: string | null;
      /** @description How long it took, in milliseconds. */
      readonly durationMs: number;
    };
    /** @description One event on its way to one webhook. */
    readonly Delivery: {
      readonly id: string;
      readonly webhookId: string;
      readonly eventId: components['schemas']['EventId'];
      readonly eventType: components['schemas']['EventType'];
      readonly status: components['schemas']['DeliveryStatus'];
      /** @description Oldest first. */
      readonly attempts: readonly components['schemas']['DeliveryAttempt'][];
      /**
       * Format: date-time
       * @description When the next try is due.
       */
      readonly nextAttemptAt: string | null;
      /** @description The event's first delivery, which this one repeats; null for that one itself, or where it is kept no more. */
      readonly redeliveryOf: string | null;
      readonly createdAt: components['schemas']['Time'];
      readonly updatedAt: components['schemas']['Time'];
    };
    /** @description A delivery with what went over the wire. */
    readonly ShownDelivery: {
      readonly id: string;
      readonly webhookId: string;
      readonly eventId: components['schemas']['EventId'];
      readonly eventType: components['schemas']['EventType'];
      readonly status: components['schemas']['DeliveryStatus'];
      /** @description Oldest first. */
      readonly attempts: readonly components['schemas']['DeliveryAttempt'][];
      /**
       * Format: date-time
       * @description When the next try is due.
       */
      readonly nextAttemptAt: string | null;
      /** @description The event's first delivery, which this one repeats; null for that one itself, or where it is kept no more. */
      readonly redeliveryOf: string | null;
      readonly createdAt: components['schemas']['Time'];
      readonly updatedAt: components['schemas']['Time'];
      /** @description Of the last five attempts in which something was sent, oldest first. */
      readonly exchanges: readonly components['schemas']['Exchange'][];
    };
    /** @description One request to the endpoint and its answer. */
    readonly Exchange: {
      /** @description The number of the attempt. */
      readonly attempt: number;
      /** @description What was sent. Credentials, signatures and the values of configured headers are masked. */
      readonly request: {
        readonly url: string;
        readonly headers: readonly components['schemas']['HeaderField'][];
        /**
         * @description Its first 16 kB; null where the key may not read what it tells of a message (`messages:read` for `summary`,
         *     `bodies:read` for `full`).
         */
        readonly body: string | null;
        readonly truncated: components['schemas']['ExchangeTruncated'];
      };
      /** @description What was answered; null when nothing was. */
      readonly response: {
        readonly headers: readonly components['schemas']['HeaderField'][];
        /** @description Its first 16 kB as UTF-8; null where that of the request is, which it may repeat. */
        readonly body: string | null;
        readonly truncated: components['schemas']['ExchangeTruncated'];
      } | null;
    };
    /** @description Whether headers (8 kB) or body are only the beginning. */
    readonly ExchangeTruncated: boolean;
    /** @description A page of deliveries. */
    readonly DeliveryList: {
      readonly data: readonly components['schemas']['Delivery'][];
      readonly page: components['schemas']['Page'];
    };
    /** @description The process answers. */
    readonly Liveness: {
      /** @constant */
      readonly status: 'ok';
    };
    /** @description Whether the process can do its work. */
    readonly Readiness: {
      /** @enum {string} */
      readonly status: 'ready' | 'not-ready' | 'draining';
      /**
       * @description What an acknowledged write is worth: `durable` when Redis keeps each one, else `relaxed`; null
       *     while it is not known.
       * @enum {string|null}
       */
      readonly durability: 'durable' | 'relaxed' | null;
      readonly checks: readonly {
        readonly name: string;
        readonly ok: boolean;
        /** @description What is wrong. */
        readonly detail: string | null;
      }[];
    };
  };
  responses: {
    /** @description Received. Any 2xx ends the tries; answer first and work afterwards. */
    readonly Acknowledged: {
      headers: {
        readonly [name: string]: unknown;
      };
      content?: never;
    };
    /** @description No longer wanted. The webhook is disabled. */
    readonly Unwanted: {
      headers: {
        readonly [name: string]: unknown;
      };
      content?: never;
    };
    /** @description Invalid input. */
    readonly InvalidRequest: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/invalid-request",
         *       "title": "The request is not valid",
         *       "status": 400,
         *       "detail": "The field `subject` must not contain a line break.",
         *       "instance": "0f9s3kq1",
         *       "code": "invalid-request",
         *       "retryable": false,
         *       "errors": [
         *         {
         *           "pointer": "/subject",
         *           "message": "must not contain a line break"
         *         }
         *       ]
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description No key, or one that is unknown, revoked or expired. */
    readonly Unauthenticated: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly 'WWW-Authenticate': components['headers']['WWW-Authenticate'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/unauthenticated",
         *       "title": "A valid API key is needed",
         *       "status": 401,
         *       "detail": "The request has no valid `Authorization: Bearer` header.",
         *       "instance": "0f9s3kq1",
         *       "code": "unauthenticated",
         *       "retryable": false
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The key lacks a scope. */
    readonly Forbidden: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/forbidden",
         *       "title": "The API key lacks a scope",
         *       "status": 403,
         *       "detail": "The key lacks the scope `messages:read`.",
         *       "instance": "0f9s3kq1",
         *       "code": "forbidden",
         *       "retryable": false
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Missing, or somebody else's. */
    readonly NotFound: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/not-found",
         *       "title": "There is no such thing",
         *       "status": 404,
         *       "detail": "There is no such resource.",
         *       "instance": "0f9s3kq1",
         *       "code": "not-found",
         *       "retryable": false
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The state of the resource, or a request with the same key, stands against it. */
    readonly Conflict: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly 'Retry-After': components['headers']['Retry-After'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/account-auth-failed",
         *       "title": "The mail server refuses the login",
         *       "status": 409,
         *       "detail": "The mail server refuses the credentials of this account.",
         *       "instance": "0f9s3kq1",
         *       "code": "account-auth-failed",
         *       "retryable": false
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The content has no octet of the range that `Range` names. */
    readonly RangeNotSatisfiable: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        /**
         * @description The size of the content (RFC 9110, 15.5.17).
         * @example bytes *\/1234
         */
        readonly 'Content-Range'?: string;
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/range-not-satisfiable",
         *       "title": "The range lies outside",
         *       "status": 416,
         *       "detail": "The content has 1234 octets; the range begins behind them.",
         *       "instance": "0f9s3kq1",
         *       "code": "range-not-satisfiable",
         *       "retryable": false
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description An id or cursor that no longer holds. */
    readonly Gone: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/stale-reference",
         *       "title": "The id belongs to something that is gone",
         *       "status": 410,
         *       "detail": "The mailbox was made anew since this id was given out.",
         *       "instance": "0f9s3kq1",
         *       "code": "stale-reference",
         *       "retryable": false
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The body is over its limit. */
    readonly TooLarge: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/too-large",
         *       "title": "The request is too large",
         *       "status": 413,
         *       "detail": "The body is larger than 36700160 octets.",
         *       "instance": "0f9s3kq1",
         *       "code": "too-large",
         *       "retryable": false
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `Content-Type` is not one of those listed. */
    readonly UnsupportedMediaType: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/unsupported-media-type",
         *       "title": "The media type is not supported",
         *       "status": 415,
         *       "detail": "`text/html` is not taken here.",
         *       "instance": "0f9s3kq1",
         *       "code": "unsupported-media-type",
         *       "retryable": false
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description What the request was to depend on does not hold, or cannot be told by the mail server. */
    readonly PreconditionFailed: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/precondition-failed",
         *       "title": "The thing has changed",
         *       "status": 412,
         *       "detail": "The message has changed since; nothing was done.",
         *       "instance": "0f9s3kq1",
         *       "code": "precondition-failed",
         *       "retryable": false
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Understood, but it cannot be done. */
    readonly Refused: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/account-login-failed",
         *       "title": "The trial login failed",
         *       "status": 422,
         *       "detail": "The IMAP server refused the login.",
         *       "instance": "0f9s3kq1",
         *       "code": "account-login-failed",
         *       "retryable": false,
         *       "upstream": {
         *         "protocol": "imap",
         *         "host": "imap.example.com",
         *         "response": "NO [AUTHENTICATIONFAILED] Invalid credentials",
         *         "serverCode": "AUTHENTICATIONFAILED"
         *       }
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The quota of the key is used up. */
    readonly RateLimited: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly RateLimit: components['headers']['RateLimit'];
        readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        readonly 'Retry-After': components['headers']['Retry-After'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/rate-limited",
         *       "title": "Too many requests",
         *       "status": 429,
         *       "detail": "The key has used its 6000 requests of this minute.",
         *       "instance": "0f9s3kq1",
         *       "code": "rate-limited",
         *       "retryable": true
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description An error that was not foreseen; nothing of it is told. */
    readonly Internal: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/internal",
         *       "title": "Something went wrong here",
         *       "status": 500,
         *       "detail": "The service failed. The request id tells which log line says why.",
         *       "instance": "0f9s3kq1",
         *       "code": "internal",
         *       "retryable": true
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The mail server's answer makes no sense. */
    readonly UpstreamProtocolError: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly 'Retry-After': components['headers']['Retry-After'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/upstream-protocol-error",
         *       "title": "The mail server answered against its protocol",
         *       "status": 502,
         *       "detail": "The IMAP server closed the connection in the middle of an answer.",
         *       "instance": "0f9s3kq1",
         *       "code": "upstream-protocol-error",
         *       "retryable": true,
         *       "upstream": {
         *         "protocol": "imap",
         *         "host": "imap.example.com",
         *         "response": null,
         *         "serverCode": null
         *       }
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The mail server cannot be reached, Redis does not answer, or the process is shutting down. */
    readonly Unavailable: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly 'Retry-After': components['headers']['Retry-After'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/storage-unavailable",
         *       "title": "The storage cannot be reached",
         *       "status": 503,
         *       "detail": "Redis does not answer. Nothing was changed.",
         *       "instance": "0f9s3kq1",
         *       "code": "storage-unavailable",
         *       "retryable": true
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The deadline passed while waiting for a mail server. */
    readonly UpstreamTimeout: {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id'];
        readonly 'Retry-After': components['headers']['Retry-After'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "/errors/upstream-timeout",
         *       "title": "The mail server did not answer in time",
         *       "status": 504,
         *       "detail": "The IMAP server did not answer within 30 seconds.",
         *       "instance": "0f9s3kq1",
         *       "code": "upstream-timeout",
         *       "retryable": true
         *     }
         */
        readonly 'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: {
    /**
     * @description The account's id.
     * @example acc_7dk2m0
     */
    readonly Account: string;
    /**
     * @description A mailbox id, or a special-use word.
     * @example inbox
     */
    readonly Mailbox: string;
    /**
     * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
     *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
     * @example msg_AQk3v0pXc1m8
     */
    readonly Message: string;
    /**
     * @description The attachment's id, as the message names it.
     * @example att_AQk3v0pXc1m8_2
     */
    readonly Attachment: string;
    /**
     * @description The conversation's id, as `threadId` of a message gives it.
     * @example thr_AQm4b3a1
     */
    readonly Thread: string;
    /**
     * @description The submission's id.
     * @example sub_5tY7pd
     */
    readonly Submission: string;
    /**
     * @description The webhook's id.
     * @example whk_2bN8ru
     */
    readonly Webhook: string;
    /**
     * @description The delivery's id.
     * @example dlv_9sQ2xw
     */
    readonly Delivery: string;
    /**
     * @description The template's id.
     * @example tpl_6mQ9xc
     */
    readonly Template: string;
    /**
     * @description The job's id.
     * @example job_8sJq2v
     */
    readonly Job: string;
    /**
     * @description The key's id.
     * @example key_4fW1nq
     */
    readonly Key: string;
    /** @description How many items a page has at most. */
    readonly Limit: number;
    /** @description `next` or `previous` of an earlier page of the same list. */
    readonly Cursor: components['schemas']['Cursor'];
    /**
     * @description What the list is ordered by, first things first, separated by commas; `-` before a key turns it round. Keys are those
     *     of `MessageSortTerm`. Without it: `-uid`, over all mailboxes `-received`. Where the mail server does not sort, or
     *     several mailboxes are ordered by a text, at most 20,000 messages are sorted here, by `received` and `size` as many as
     *     there are; beyond that it is `search-too-broad`.
     * @example [
     *       "-received",
     *       "subject"
     *     ]
     */
    readonly Sort: readonly (
      | 'uid'
      | '-uid'
      | 'received'
      | '-received'
      | 'date'
      | '-date'
      | 'from'
      | '-from'
      | 'to'
      | '-to'
      | 'subject'
      | '-subject'
      | 'size'
      | '-size'
    )[];
    /**
     * @description The fields wanted, separated by commas; `id` always comes. Without it: id, emailId, threadId, mailboxId, mailboxPath,
     *     uid, modseq, messageId, inReplyTo, references, subject, from, sender, replyTo, to, cc, bcc, date, receivedAt,
     *     size, flags, unread, labels, hasAttachments, attachments.
     * @example [
     *       "id",
     *       "subject",
     *       "from"
     *     ]
     */
    readonly Fields: readonly components['schemas']['MessageField'][];
    /**
     * @description How many octets of UTF-8 `text` and `html` may each have; a cut one sets `truncated`. All bodies of one answer together
     *     have at most 16 MiB as they were sent: where that is not enough the longest are cut alike.
     */
    readonly BodyMaxBytes: components['schemas']['BodyMaxBytes'];
    /** @description Whether `html` is shown as it was sent, or sanitised. */
    readonly Html: components['schemas']['HtmlForm'];
    /** @description Of sanitised HTML: whether images of other servers are blocked or kept. */
    readonly Images: components['schemas']['RemoteImages'];
    /**
     * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
     *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
     * @example 4e3f6d0a-minutes-42
     */
    readonly IdempotencyKey: string;
    /**
     * @description `wait=N` (RFC 7240) holds the answer up to N seconds, at most 60, for a final state.
     * @example wait=10
     */
    readonly Prefer: string;
    /**
     * @description `respond-async` (RFC 7240) asks for a job, however little there is to do.
     * @example respond-async
     */
    readonly PreferAsync: string;
    /** @description Entity tags that the caller already has (RFC 9110, 13.1.2). */
    readonly IfNoneMatch: string;
    /**
     * @description Instead of a key: the token of a link that the service made, for this attachment and 15 minutes. With a key it
     *     proves nothing. An image of pixels (PNG, JPEG, GIF, WebP, AVIF, BMP) then comes with `Content-Disposition: inline`.
     */
    readonly LinkToken: string;
    /**
     * @description One range of octets (RFC 9110, 14.1.2); anything else answers the whole.
     * @example bytes=0-499
     */
    readonly Range: string;
    /**
     * @description The entity tag of what the caller has a part of (RFC 9110, 13.1.5); with another one `Range` is ignored.
     * @example "k3v0pXc1m8"
     */
    readonly IfRange: string;
    /**
     * @description Entity tags of the message, of which one has to be that of now (RFC 9110, 13.1.1); `*` for any.
     * @example "88213.k3v0pXc1m8Aa.Zt4bqQ9yLw2d"
     */
    readonly IfMatch: string;
    /**
     * @description The event's id, the same on every try. Use it to drop repetitions.
     * @example evt_Jk3v0pXc1m8
     */
    readonly WebhookId: string;
    /**
     * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
     * @example 1795426262
     */
    readonly WebhookTimestamp: string;
    /**
     * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
     *     whose public half is the webhook's `publicKey`. One that holds is enough.
     * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
     */
    readonly WebhookSignature: string;
    /**
     * @description The trace (W3C Trace Context) of what caused the event, when it is known.
     * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
     */
    readonly Traceparent: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description The id of this request, as in logs and in `instance` of a problem.
     * @example 0f9s3kq1
     */
    readonly 'X-Request-Id': string;
    /**
     * @description What is left of the quota and when it is whole again (IETF draft).
     * @example "default";r=5999;t=60
     */
    readonly RateLimit: string;
    /**
     * @description The quota of the key (IETF draft).
     * @example "default";q=6000;w=60
     */
    readonly 'RateLimit-Policy': string;
    /**
     * @description After how many seconds to try again.
     * @example 5
     */
    readonly 'Retry-After': number;
    /**
     * @description Where the resource is.
     * @example /v1/accounts/acc_7dk2m0
     */
    readonly Location: string;
    /**
     * @description The next and the previous page (RFC 8288); absent when there is neither.
     * @example </v1/accounts?cursor=AR8x>; rel="next"
     */
    readonly Link: string;
    /**
     * @description A strong entity tag (RFC 9110, 8.8.3).
     * @example "k3v0pXc1m8"
     */
    readonly ETag: string;
    /**
     * @description A weak entity tag (RFC 9110, 8.8.3): as long as it is the same, nothing in the mailbox has changed.
     * @example W/"k3v0pXc1m8"
     */
    readonly WeakETag: string;
    /**
     * @description The content never changes under its id.
     * @example private, max-age=31536000, immutable
     */
    readonly 'Cache-Control': string;
    /**
     * @description With a safe file name (RFC 6266, RFC 8187); `attachment`, but for an image that is asked for by a link.
     * @example attachment; filename="minutes.txt"
     */
    readonly 'Content-Disposition': string;
    /** @description The size in octets; absent when it is not known exactly beforehand. */
    readonly 'Content-Length': number;
    /** @description Ranges of octets may be asked for. */
    readonly 'Accept-Ranges': 'bytes';
    /**
     * @description Which octets these are, and of how many (RFC 9110, 14.4).
     * @example bytes 0-499/1234
     */
    readonly 'Content-Range': string;
    /**
     * @description A browser runs nothing of the content.
     * @example default-src 'none'; sandbox
     */
    readonly 'Content-Security-Policy': string;
    /** @description Always `nosniff`. */
    readonly 'X-Content-Type-Options': 'nosniff';
    /** @description `true` when the answer is that of an earlier request with the same `Idempotency-Key`. */
    readonly 'Idempotent-Replayed': 'true';
    /**
     * @description The preference that was followed (RFC 7240).
     * @example wait=10
     */
    readonly 'Preference-Applied': string;
    /** @description `relaxed` when Redis is not set to keep every acknowledged write; absent otherwise. */
    readonly Durability: 'relaxed';
    /**
     * @description How to authenticate.
     * @example Bearer
     */
    readonly 'WWW-Authenticate': string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  readonly listKeys: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items a page has at most. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `next` or `previous` of an earlier page of the same list. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of keys. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "key_4fW1nq",
           *           "name": "Support desk",
           *           "scopes": [
           *             "messages:read",
           *             "submissions:write"
           *           ],
           *           "accounts": [
           *             "acc_7dk2m0"
           *           ],
           *           "expiresAt": "2027-01-01T00:00:00.000Z",
           *           "createdAt": "2026-11-23T09:30:00.000Z",
           *           "lastUsedAt": null,
           *           "key": null
           *         }
           *       ],
           *       "page": {
           *         "next": null,
           *         "previous": null
           *       }
           *     }
           */
          readonly 'application/json': components['schemas']['KeyList'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 410: components['responses']['Gone'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly createKey: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "name": "Support desk",
         *       "scopes": [
         *         "messages:read",
         *         "submissions:write"
         *       ],
         *       "accounts": [
         *         "acc_7dk2m0"
         *       ],
         *       "expiresAt": "2027-01-01T00:00:00.000Z"
         *     }
         */
        readonly 'application/json': components['schemas']['KeyCreate'];
      };
    };
    readonly responses: {
      /** @description The key, with its secret for the only time. A replay shows `"key": null`. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Key'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly deleteKey: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The key's id.
         * @example key_4fW1nq
         */
        readonly key: components['parameters']['Key'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Revoked. */
      readonly 204: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly listAccounts: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items a page has at most. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `next` or `previous` of an earlier page of the same list. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of accounts. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['AccountList'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 410: components['responses']['Gone'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly createAccount: {
    readonly parameters: {
      readonly query?: {
        /** @description Whether to try both logins before the account is kept. */
        readonly verify?: boolean;
      };
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['AccountCreate'];
      };
    };
    readonly responses: {
      /** @description The account. It is being connected; `account.connected` tells when it is. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Account'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly verifyAccount: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['AccountCreate'];
      };
    };
    readonly responses: {
      /** @description Both logins succeeded. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "imap": {
           *         "host": "imap.example.com",
           *         "port": 993,
           *         "security": "tls",
           *         "durationMs": 84
           *       },
           *       "smtp": {
           *         "host": "smtp.example.com",
           *         "port": 465,
           *         "security": "tls",
           *         "durationMs": 91
           *       }
           *     }
           */
          readonly 'application/json': components['schemas']['AccountVerification'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly getAccount: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The account. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Account'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly deleteAccount: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Gone. */
      readonly 204: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly updateAccount: {
    readonly parameters: {
      readonly query?: {
        /** @description Whether to try changed settings before they are kept. */
        readonly verify?: boolean;
      };
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "name": "Ada at work",
         *       "watch": {
         *         "mailboxes": [
         *           "inbox",
         *           "junk"
         *         ]
         *       }
         *     }
         */
        readonly 'application/merge-patch+json': components['schemas']['AccountUpdate'];
        /**
         * @example {
         *       "paused": true
         *     }
         */
        readonly 'application/json': components['schemas']['AccountUpdate'];
      };
    };
    readonly responses: {
      /** @description The account as it is now. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Account'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly getDiagnostics: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description What was found out. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Diagnostics'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly reconnectAccount: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The account, being connected. */
      readonly 202: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Account'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly listMailboxes: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items a page has at most. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `next` or `previous` of an earlier page of the same list. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of mailboxes. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "mbx_AUx4c2k",
           *           "path": "INBOX",
           *           "name": "INBOX",
           *           "delimiter": "/",
           *           "specialUse": "inbox",
           *           "subscribed": true,
           *           "total": 1204,
           *           "unseen": 3,
           *           "uidNext": 5121,
           *           "uidValidity": 1732352400,
           *           "highestModseq": "88213",
           *           "state": "Q2hhbmdlcyBzaW5jZSB0aGVu",
           *           "selectable": true,
           *           "quota": null
           *         }
           *       ],
           *       "page": {
           *         "next": null,
           *         "previous": null
           *       }
           *     }
           */
          readonly 'application/json': components['schemas']['MailboxList'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly createMailbox: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "path": "Projects/Postern"
         *     }
         */
        readonly 'application/json': components['schemas']['MailboxCreate'];
      };
    };
    readonly responses: {
      /** @description The new mailbox. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Mailbox'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly getMailbox: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description A mailbox id, or a special-use word.
         * @example inbox
         */
        readonly mailbox: components['parameters']['Mailbox'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The mailbox. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Mailbox'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly deleteMailbox: {
    readonly parameters: {
      readonly query?: {
        /** @description Whether to delete the messages that it holds as well. */
        readonly force?: boolean;
      };
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description A mailbox id, or a special-use word.
         * @example inbox
         */
        readonly mailbox: components['parameters']['Mailbox'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Gone. */
      readonly 204: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly updateMailbox: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description A mailbox id, or a special-use word.
         * @example inbox
         */
        readonly mailbox: components['parameters']['Mailbox'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "subscribed": false
         *     }
         */
        readonly 'application/merge-patch+json': components['schemas']['MailboxUpdate'];
        /**
         * @example {
         *       "path": "Projects/Done"
         *     }
         */
        readonly 'application/json': components['schemas']['MailboxUpdate'];
      };
    };
    readonly responses: {
      /** @description The mailbox as it is now. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Mailbox'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly listMailboxChanges: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description `state` of the mailbox, or `newState` of an earlier answer.
         * @example Q2hhbmdlcyBzaW5jZSB0aGVu
         */
        readonly since?: string;
        /** @description How many messages at most. */
        readonly limit?: number;
      };
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description A mailbox id, or a special-use word.
         * @example inbox
         */
        readonly mailbox: components['parameters']['Mailbox'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description What has changed. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "created": [
           *         "msg_AQk3v0pXc1m9"
           *       ],
           *       "updated": [
           *         "msg_AQk3v0pXc1m8"
           *       ],
           *       "destroyed": [],
           *       "newState": "Q2hhbmdlcyBzaW5jZSBub3c",
           *       "hasMore": false
           *     }
           */
          readonly 'application/json': components['schemas']['MailboxChanges'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly listMessages: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description A mailbox id, a special-use word, or the exact path; `*` for all mailboxes that can be opened (Gmail: all mail, trash
         *     and junk). Where the server identifies messages, copies of one are shown once there. A mailbox that is listed and
         *     may not be opened is left out and told in `skipped`; any other failure is that of the request.
         */
        readonly mailbox?: components['schemas']['MailboxName'];
        /**
         * @description Only messages that match this query.
         * @example from:grace is:unread (has:attachment OR larger:1M) -subject:"weekly news"
         */
        readonly q?: components['schemas']['MessageQuery'];
        /** @description Whether to answer the field `snippets` too. */
        readonly snippets?: boolean;
        /**
         * @description What the list is ordered by, first things first, separated by commas; `-` before a key turns it round. Keys are those
         *     of `MessageSortTerm`. Without it: `-uid`, over all mailboxes `-received`. Where the mail server does not sort, or
         *     several mailboxes are ordered by a text, at most 20,000 messages are sorted here, by `received` and `size` as many as
         *     there are; beyond that it is `search-too-broad`.
         * @example [
         *       "-received",
         *       "subject"
         *     ]
         */
        readonly sort?: components['parameters']['Sort'];
        /** @description How many items a page has at most. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `next` or `previous` of an earlier page of the same list. */
        readonly cursor?: components['parameters']['Cursor'];
        /**
         * @description The fields wanted, separated by commas; `id` always comes. Without it: id, emailId, threadId, mailboxId, mailboxPath,
         *     uid, modseq, messageId, inReplyTo, references, subject, from, sender, replyTo, to, cc, bcc, date, receivedAt,
         *     size, flags, unread, labels, hasAttachments, attachments.
         * @example [
         *       "id",
         *       "subject",
         *       "from"
         *     ]
         */
        readonly fields?: components['parameters']['Fields'];
        /**
         * @description How many octets of UTF-8 `text` and `html` may each have; a cut one sets `truncated`. All bodies of one answer together
         *     have at most 16 MiB as they were sent: where that is not enough the longest are cut alike.
         */
        readonly bodyMaxBytes?: components['parameters']['BodyMaxBytes'];
        /** @description Whether `html` is shown as it was sent, or sanitised. */
        readonly html?: components['parameters']['Html'];
        /** @description Of sanitised HTML: whether images of other servers are blocked or kept. */
        readonly images?: components['parameters']['Images'];
      };
      readonly header?: {
        /** @description Entity tags that the caller already has (RFC 9110, 13.1.2). */
        readonly 'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of messages. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly ETag: components['headers']['WeakETag'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['MessageList'];
        };
      };
      /** @description Nothing has changed since the given entity tag. */
      readonly 304: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['WeakETag'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly appendMessage: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description With `message/rfc822` only, and required there: a mailbox id, a special-use word, or the exact
         *     path.
         */
        readonly mailbox?: components['schemas']['MailboxName'];
        /**
         * @description With `message/rfc822` only: the flags to set, separated by commas.
         * @example [
         *       "\\Seen",
         *       "\\Draft"
         *     ]
         */
        readonly flags?: readonly components['schemas']['Flag'][];
      };
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "mailbox": "drafts",
         *       "to": [
         *         {
         *           "address": "grace@example.org"
         *         }
         *       ],
         *       "subject": "Draft of the minutes",
         *       "text": "To be continued."
         *     }
         */
        readonly 'application/json': components['schemas']['MessageAppend'];
        /**
         * @example From: ada@example.com
         *     To: grace@example.org
         *     Subject: Minutes
         *
         *     To be continued.
         */
        readonly 'message/rfc822': string;
      };
    };
    readonly responses: {
      /** @description The message in its mailbox, with the default fields of a list. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Message'];
        };
      };
      /** @description Appended, but the server did not tell where and the message could not be found again. */
      readonly 204: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly searchMessages: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /** @description Entity tags that the caller already has (RFC 9110, 13.1.2). */
        readonly 'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "mailbox": "inbox",
         *       "filter": {
         *         "all": [
         *           {
         *             "from": "grace@example.org"
         *           },
         *           {
         *             "not": {
         *               "flags": {
         *                 "has": [
         *                   "\\Seen"
         *                 ]
         *               }
         *             }
         *           },
         *           {
         *             "receivedSince": "2026-11-01"
         *           }
         *         ]
         *       },
         *       "limit": 20,
         *       "fields": [
         *         "id",
         *         "subject",
         *         "from",
         *         "receivedAt"
         *       ]
         *     }
         */
        readonly 'application/json': components['schemas']['MessageSearch'];
      };
    };
    readonly responses: {
      /** @description A page of messages. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly ETag: components['headers']['WeakETag'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['MessageList'];
        };
      };
      /** @description To a `QUERY`, nothing has changed since the given entity tag. */
      readonly 304: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['WeakETag'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly bulkUpdateMessages: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        /**
         * @description `respond-async` (RFC 7240) asks for a job, however little there is to do.
         * @example respond-async
         */
        readonly Prefer?: components['parameters']['PreferAsync'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['BulkRequest'];
      };
    };
    readonly responses: {
      /** @description What became of each message. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['BulkResult'];
        };
      };
      /** @description The job that changes them. */
      readonly 202: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly Durability: components['headers']['Durability'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Job'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly getMessage: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description The fields wanted, separated by commas; `id` always comes. Without it: id, emailId, threadId, mailboxId, mailboxPath,
         *     uid, modseq, messageId, inReplyTo, references, subject, from, sender, replyTo, to, cc, bcc, date, receivedAt,
         *     size, flags, unread, labels, hasAttachments, attachments.
         * @example [
         *       "id",
         *       "subject",
         *       "from"
         *     ]
         */
        readonly fields?: components['parameters']['Fields'];
        /**
         * @description How many octets of UTF-8 `text` and `html` may each have; a cut one sets `truncated`. All bodies of one answer together
         *     have at most 16 MiB as they were sent: where that is not enough the longest are cut alike.
         */
        readonly bodyMaxBytes?: components['parameters']['BodyMaxBytes'];
        /** @description Whether `html` is shown as it was sent, or sanitised. */
        readonly html?: components['parameters']['Html'];
        /** @description Of sanitised HTML: whether images of other servers are blocked or kept. */
        readonly images?: components['parameters']['Images'];
        /** @description Whether `markdown`, `quoted` and `signature` are shown besides the other fields. */
        readonly markdown?: boolean;
      };
      readonly header?: {
        /** @description Entity tags that the caller already has (RFC 9110, 13.1.2). */
        readonly 'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The message. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['ETag'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Message'];
        };
      };
      /** @description The message is as the given entity tag says. */
      readonly 304: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['ETag'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly replaceDraft: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description With `message/rfc822` only: the flags to set, separated by commas.
         * @example [
         *       "\\Seen"
         *     ]
         */
        readonly flags?: readonly components['schemas']['Flag'][];
      };
      readonly header?: {
        /**
         * @description Entity tags of the message, of which one has to be that of now (RFC 9110, 13.1.1); `*` for any.
         * @example "88213.k3v0pXc1m8Aa.Zt4bqQ9yLw2d"
         */
        readonly 'If-Match'?: components['parameters']['IfMatch'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "to": [
         *         {
         *           "address": "grace@example.org"
         *         }
         *       ],
         *       "subject": "Draft of the minutes",
         *       "text": "To be continued tomorrow."
         *     }
         */
        readonly 'application/json': components['schemas']['DraftReplace'];
        /**
         * @example From: ada@example.com
         *     To: grace@example.org
         *     Subject: Minutes
         *
         *     To be continued.
         */
        readonly 'message/rfc822': string;
      };
    };
    readonly responses: {
      /** @description The id of the old version and the new version. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['MessageChange'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 412: components['responses']['PreconditionFailed'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly deleteMessage: {
    readonly parameters: {
      readonly query?: {
        /** @description Whether to expunge the message instead of moving it to trash. */
        readonly permanent?: boolean;
      };
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The message is in trash. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['MessageChange'];
        };
      };
      /** @description The message is expunged. */
      readonly 204: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly updateMessage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Entity tags of the message, of which one has to be that of now (RFC 9110, 13.1.1); `*` for any.
         * @example "88213.k3v0pXc1m8Aa.Zt4bqQ9yLw2d"
         */
        readonly 'If-Match'?: components['parameters']['IfMatch'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['MessageUpdate'];
      };
    };
    readonly responses: {
      /**
       * @description Without a move the message as it is now, with the default fields of a list. With a move its old id and
       *     the message in its new mailbox.
       */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['ETag'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json':
            components['schemas']['Message'] | components['schemas']['MessageChange'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 412: components['responses']['PreconditionFailed'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly submitDraft: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        /**
         * @description `wait=N` (RFC 7240) holds the answer up to N seconds, at most 60, for a final state.
         * @example wait=10
         */
        readonly Prefer?: components['parameters']['Prefer'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: {
      readonly content: {
        /**
         * @example {
         *       "undoSeconds": 30,
         *       "tags": [
         *         "minutes"
         *       ]
         *     }
         */
        readonly 'application/json': components['schemas']['DraftSubmit'];
      };
    };
    readonly responses: {
      /** @description The submission in a final state, reached within `Prefer: wait`. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Preference-Applied': components['headers']['Preference-Applied'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly Durability: components['headers']['Durability'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Submission'];
        };
      };
      /** @description Accepted and durably stored. */
      readonly 202: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Preference-Applied': components['headers']['Preference-Applied'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly Durability: components['headers']['Durability'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Submission'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly unsubscribeMessage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: {
      readonly content: {
        /**
         * @example {
         *       "method": "one-click"
         *     }
         */
        readonly 'application/json': components['schemas']['UnsubscribeRequest'];
      };
    };
    readonly responses: {
      /** @description The server of the list has taken the request. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "method": "one-click",
           *       "status": "done",
           *       "submission": null
           *     }
           */
          readonly 'application/json': components['schemas']['Unsubscription'];
        };
      };
      /** @description A letter to the list is accepted and durably stored. */
      readonly 202: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Unsubscription'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly copyMessage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "mailbox": "archive"
         *     }
         */
        readonly 'application/json': components['schemas']['MessageCopy'];
      };
    };
    readonly responses: {
      /** @description The id of the original and the copy. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['MessageChange'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly getMessageRaw: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /** @description Entity tags that the caller already has (RFC 9110, 13.1.2). */
        readonly 'If-None-Match'?: components['parameters']['IfNoneMatch'];
        /**
         * @description One range of octets (RFC 9110, 14.1.2); anything else answers the whole.
         * @example bytes=0-499
         */
        readonly Range?: components['parameters']['Range'];
        /**
         * @description The entity tag of what the caller has a part of (RFC 9110, 13.1.5); with another one `Range` is ignored.
         * @example "k3v0pXc1m8"
         */
        readonly 'If-Range'?: components['parameters']['IfRange'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The message in RFC 5322 form. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['ETag'];
          readonly 'Cache-Control': components['headers']['Cache-Control'];
          readonly 'Content-Disposition': components['headers']['Content-Disposition'];
          readonly 'Content-Length': components['headers']['Content-Length'];
          readonly 'Accept-Ranges': components['headers']['Accept-Ranges'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example From: ada@example.com
           *     To: grace@example.org
           *     Subject: Minutes
           *
           *     All agreed.
           */
          readonly 'message/rfc822': string;
        };
      };
      /** @description The range of the message that was asked for. */
      readonly 206: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['ETag'];
          readonly 'Cache-Control': components['headers']['Cache-Control'];
          readonly 'Content-Disposition': components['headers']['Content-Disposition'];
          readonly 'Content-Length': components['headers']['Content-Length'];
          readonly 'Accept-Ranges': components['headers']['Accept-Ranges'];
          readonly 'Content-Range': components['headers']['Content-Range'];
          readonly [name: string]: unknown;
        };
        content: {
          /** @example All agreed. */
          readonly 'message/rfc822': string;
        };
      };
      /** @description The source is the one of the given entity tag. */
      readonly 304: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['ETag'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 416: components['responses']['RangeNotSatisfiable'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly getAttachmentsZip: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /** @description Entity tags that the caller already has (RFC 9110, 13.1.2). */
        readonly 'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The archive. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['ETag'];
          readonly 'Cache-Control': components['headers']['Cache-Control'];
          readonly 'Content-Disposition': components['headers']['Content-Disposition'];
          readonly [name: string]: unknown;
        };
        content: {
          /** @example PK */
          readonly 'application/zip': string;
        };
      };
      /** @description The archive is the one of the given entity tag. */
      readonly 304: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['ETag'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly getAttachment: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description Instead of a key: the token of a link that the service made, for this attachment and 15 minutes. With a key it
         *     proves nothing. An image of pixels (PNG, JPEG, GIF, WebP, AVIF, BMP) then comes with `Content-Disposition: inline`.
         */
        readonly token?: components['parameters']['LinkToken'];
      };
      readonly header?: {
        /** @description Entity tags that the caller already has (RFC 9110, 13.1.2). */
        readonly 'If-None-Match'?: components['parameters']['IfNoneMatch'];
        /**
         * @description One range of octets (RFC 9110, 14.1.2); anything else answers the whole.
         * @example bytes=0-499
         */
        readonly Range?: components['parameters']['Range'];
        /**
         * @description The entity tag of what the caller has a part of (RFC 9110, 13.1.5); with another one `Range` is ignored.
         * @example "k3v0pXc1m8"
         */
        readonly 'If-Range'?: components['parameters']['IfRange'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The message's id, or its `emailId`, the same in every mailbox: it is looked for in all of them, and of several copies
         *     the one that came first is read. A change by it needs that there is only one: 409 `ambiguous-reference` otherwise.
         * @example msg_AQk3v0pXc1m8
         */
        readonly message: components['parameters']['Message'];
        /**
         * @description The attachment's id, as the message names it.
         * @example att_AQk3v0pXc1m8_2
         */
        readonly attachment: components['parameters']['Attachment'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The decoded content. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['ETag'];
          readonly 'Cache-Control': components['headers']['Cache-Control'];
          readonly 'Content-Disposition': components['headers']['Content-Disposition'];
          readonly 'Content-Length': components['headers']['Content-Length'];
          readonly 'Accept-Ranges': components['headers']['Accept-Ranges'];
          readonly 'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          readonly 'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          /** @example All agreed. */
          readonly '*/*': string;
        };
      };
      /** @description The range of the decoded content that was asked for. */
      readonly 206: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['ETag'];
          readonly 'Cache-Control': components['headers']['Cache-Control'];
          readonly 'Content-Disposition': components['headers']['Content-Disposition'];
          readonly 'Content-Length': components['headers']['Content-Length'];
          readonly 'Accept-Ranges': components['headers']['Accept-Ranges'];
          readonly 'Content-Range': components['headers']['Content-Range'];
          readonly 'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          readonly 'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          /** @example agreed */
          readonly '*/*': string;
        };
      };
      /** @description The content is the one of the given entity tag. */
      readonly 304: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly ETag: components['headers']['ETag'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 416: components['responses']['RangeNotSatisfiable'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly getThread: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description The fields wanted, separated by commas; `id` always comes. Without it: id, emailId, threadId, mailboxId, mailboxPath,
         *     uid, modseq, messageId, inReplyTo, references, subject, from, sender, replyTo, to, cc, bcc, date, receivedAt,
         *     size, flags, unread, labels, hasAttachments, attachments.
         * @example [
         *       "id",
         *       "subject",
         *       "from"
         *     ]
         */
        readonly fields?: components['parameters']['Fields'];
        /**
         * @description How many octets of UTF-8 `text` and `html` may each have; a cut one sets `truncated`. All bodies of one answer together
         *     have at most 16 MiB as they were sent: where that is not enough the longest are cut alike.
         */
        readonly bodyMaxBytes?: components['parameters']['BodyMaxBytes'];
        /** @description Whether `html` is shown as it was sent, or sanitised. */
        readonly html?: components['parameters']['Html'];
        /** @description Of sanitised HTML: whether images of other servers are blocked or kept. */
        readonly images?: components['parameters']['Images'];
      };
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The conversation's id, as `threadId` of a message gives it.
         * @example thr_AQm4b3a1
         */
        readonly thread: components['parameters']['Thread'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The conversation. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Thread'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly listSubmissions: {
    readonly parameters: {
      readonly query?: {
        /** @description Only submissions in this status. */
        readonly status?: components['schemas']['SubmissionStatus'];
        /** @description Only submissions that carry this tag. */
        readonly tag?: components['schemas']['Tag'];
        /** @description Only submissions that this merge made. */
        readonly job?: string;
        /** @description How many items a page has at most. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `next` or `previous` of an earlier page of the same list. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of submissions. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SubmissionList'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 410: components['responses']['Gone'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly createSubmission: {
    readonly parameters: {
      readonly query?: {
        /** @description With `message/rfc822` only; see the field of the same name in the JSON body. */
        readonly sendAt?: components['schemas']['Time'];
        /** @description With `message/rfc822` only; see the field of the same name in the JSON body. */
        readonly undoSeconds?: components['schemas']['UndoSeconds'];
        /** @description With `message/rfc822` only; see the field of the same name in the JSON body. */
        readonly expiresAt?: components['schemas']['Time'];
        /** @description With `message/rfc822` only; see the field of the same name in the JSON body. */
        readonly priority?: components['schemas']['Priority'];
        /** @description With `message/rfc822` only; see the field of the same name in the JSON body. */
        readonly saveToSent?: boolean;
        /** @description With `message/rfc822` only; see `dsn.notify` in the JSON body. */
        readonly dsnNotify?: readonly components['schemas']['DsnOccasion'][];
        /** @description With `message/rfc822` and `dsnNotify` only; see `dsn.return` in the JSON body. */
        readonly dsnReturn?: components['schemas']['DsnReturn'];
        /** @description With `message/rfc822` only; see the field of the same name in the JSON body. */
        readonly requireTls?: boolean;
        /** @description With `message/rfc822` only; see the field of the same name in the JSON body. */
        readonly verp?: boolean;
        /** @description With `message/rfc822` only; see the field of the same name in the JSON body. */
        readonly dryRun?: boolean;
      };
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        /**
         * @description `wait=N` (RFC 7240) holds the answer up to N seconds, at most 60, for a final state.
         * @example wait=10
         */
        readonly Prefer?: components['parameters']['Prefer'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SubmissionCreate'];
        /**
         * @example From: ada@example.com
         *     To: grace@example.org
         *     Subject: Minutes
         *
         *     All agreed.
         */
        readonly 'message/rfc822': string;
      };
    };
    readonly responses: {
      /** @description The submission in a final state, reached within `Prefer: wait`; or, with `dryRun`, what would be sent. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Preference-Applied': components['headers']['Preference-Applied'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly Durability: components['headers']['Durability'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Submission'] | components['schemas']['DryRun'];
        };
      };
      /** @description Accepted and durably stored: a submission, or the job of a merge. */
      readonly 202: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Preference-Applied': components['headers']['Preference-Applied'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly Durability: components['headers']['Durability'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Submission'] | components['schemas']['Job'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 502: components['responses']['UpstreamProtocolError'];
      readonly 503: components['responses']['Unavailable'];
      readonly 504: components['responses']['UpstreamTimeout'];
    };
  };
  readonly createBlob: {
    readonly parameters: {
      readonly query?: {
        /** @description The file name; a form says it itself. */
        readonly filename?: string;
      };
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /** @example All agreed. */
        readonly '*/*': string;
        /**
         * @example {
         *       "file": "All agreed."
         *     }
         */
        readonly 'multipart/form-data': {
          /**
           * Format: binary
           * @description The file, under any name.
           */
          readonly file: string;
        };
      };
    };
    readonly responses: {
      /** @description The blob. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "blb_AQdhY2NfMDAxr1Yk3v0pXc1m8",
           *       "filename": "minutes.pdf",
           *       "contentType": "application/pdf",
           *       "size": 183204,
           *       "expiresAt": "2026-11-24T10:00:00.000Z"
           *     }
           */
          readonly 'application/json': components['schemas']['Blob'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly listSuppressions: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items a page has at most. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `next` or `previous` of an earlier page of the same list. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of suppressed addresses. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SuppressionList'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 410: components['responses']['Gone'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly createSuppression: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "address": "grace@example.org"
         *     }
         */
        readonly 'application/json': components['schemas']['SuppressionCreate'];
      };
    };
    readonly responses: {
      /** @description The suppressed address. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Suppression'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly deleteSuppression: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The suppressed address, in any case.
         * @example grace@example.org
         */
        readonly address: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Taken out. */
      readonly 204: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly getSubmission: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The submission's id.
         * @example sub_5tY7pd
         */
        readonly submission: components['parameters']['Submission'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The submission. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Submission'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly cancelSubmission: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The submission's id.
         * @example sub_5tY7pd
         */
        readonly submission: components['parameters']['Submission'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The submission, cancelled. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Submission'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly updateSubmission: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The submission's id.
         * @example sub_5tY7pd
         */
        readonly submission: components['parameters']['Submission'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "sendAt": "2026-11-24T09:00:00.000Z"
         *     }
         */
        readonly 'application/merge-patch+json': components['schemas']['SubmissionUpdate'];
        /**
         * @example {
         *       "sendAt": null
         *     }
         */
        readonly 'application/json': components['schemas']['SubmissionUpdate'];
      };
    };
    readonly responses: {
      /** @description The submission as it is now. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Submission'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly retrySubmission: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        /**
         * @description `wait=N` (RFC 7240) holds the answer up to N seconds, at most 60, for a final state.
         * @example wait=10
         */
        readonly Prefer?: components['parameters']['Prefer'];
      };
      readonly path: {
        /**
         * @description The account's id.
         * @example acc_7dk2m0
         */
        readonly account: components['parameters']['Account'];
        /**
         * @description The submission's id.
         * @example sub_5tY7pd
         */
        readonly submission: components['parameters']['Submission'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The submission in a final state, reached within `Prefer: wait`. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Preference-Applied': components['headers']['Preference-Applied'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Submission'];
        };
      };
      /** @description The submission, queued again. */
      readonly 202: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Preference-Applied': components['headers']['Preference-Applied'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Submission'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly getJob: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The job's id.
         * @example job_8sJq2v
         */
        readonly job: components['parameters']['Job'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The job. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Job'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly cancelJob: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The job's id.
         * @example job_8sJq2v
         */
        readonly job: components['parameters']['Job'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The job, cancelled or about to be. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Job'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly listJobResults: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items a page has at most. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `next` or `previous` of an earlier page of the same list. */
        readonly cursor?: components['parameters']['Cursor'];
        /** @description Only messages of which this became. */
        readonly outcome?: components['schemas']['BulkOutcome'];
      };
      readonly header?: never;
      readonly path: {
        /**
         * @description The job's id.
         * @example job_8sJq2v
         */
        readonly job: components['parameters']['Job'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of results. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['BulkMessageList'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly listEvents: {
    readonly parameters: {
      readonly query?: {
        /** @description A cursor, or `oldest`, or `latest`. */
        readonly after?: components['schemas']['Cursor'];
        /** @description Only events of this account. */
        readonly account?: string;
        /**
         * @description Only these event types or families, separated by commas.
         * @example [
         *       "message.received",
         *       "submission.*"
         *     ]
         */
        readonly types?: readonly components['schemas']['EventTypeFilter'][];
        /** @description How many items a page has at most. */
        readonly limit?: components['parameters']['Limit'];
        /** @description How many seconds to hold an empty answer. */
        readonly wait?: number;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of events. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['EventList'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 410: components['responses']['Gone'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly streamEvents: {
    readonly parameters: {
      readonly query?: {
        /** @description A cursor, or `oldest`, or `latest`. */
        readonly after?: components['schemas']['Cursor'];
        /** @description Only events of this account. */
        readonly account?: string;
        /**
         * @description Only these event types or families, separated by commas.
         * @example [
         *       "message.*"
         *     ]
         */
        readonly types?: readonly components['schemas']['EventTypeFilter'][];
      };
      readonly header?: {
        /** @description The cursor of the last event that came. */
        readonly 'Last-Event-ID'?: components['schemas']['Cursor'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The events, without an end. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example retry: 2000
           *
           *     event: account.connected
           *     id: AR8xOTM0NzY1LTA
           *     data: {"id":"evt_6QmYb0NcT3Xo","type":"account.connected","timestamp":"2026-01-31T12:00:00.000Z","accountId":"acc_team","cursor":"AR8xOTM0NzY1LTA","data":{"account":{"id":"acc_team","email":"team@example.com","state":"connected","lastError":null}}}
           *
           *     :
           *     id: AR8xOTM0NzY1LTA
           */
          readonly 'text/event-stream': string;
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly listTemplates: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items a page has at most. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `next` or `previous` of an earlier page of the same list. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of templates. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['TemplateList'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 410: components['responses']['Gone'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly createTemplate: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "name": "welcome",
         *       "subject": "Welcome, {{name}}",
         *       "text": "Dear {{name}}, glad to have you."
         *     }
         */
        readonly 'application/json': components['schemas']['TemplateCreate'];
      };
    };
    readonly responses: {
      /** @description The template. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Template'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly getTemplate: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The template's id.
         * @example tpl_6mQ9xc
         */
        readonly template: components['parameters']['Template'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The template. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Template'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly deleteTemplate: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The template's id.
         * @example tpl_6mQ9xc
         */
        readonly template: components['parameters']['Template'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Gone. */
      readonly 204: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly updateTemplate: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The template's id.
         * @example tpl_6mQ9xc
         */
        readonly template: components['parameters']['Template'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "subject": "Glad to have you, {{name}}"
         *     }
         */
        readonly 'application/merge-patch+json': components['schemas']['TemplateUpdate'];
        /**
         * @example {
         *       "html": null
         *     }
         */
        readonly 'application/json': components['schemas']['TemplateUpdate'];
      };
    };
    readonly responses: {
      /** @description The template as it is now. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Template'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly previewTemplate: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The template's id.
         * @example tpl_6mQ9xc
         */
        readonly template: components['parameters']['Template'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "data": {
         *         "name": "Grace"
         *       }
         *     }
         */
        readonly 'application/json': components['schemas']['TemplatePreviewRequest'];
      };
    };
    readonly responses: {
      /** @description What the message would say. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['TemplatePreview'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly listWebhooks: {
    readonly parameters: {
      readonly query?: {
        /** @description How many items a page has at most. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `next` or `previous` of an earlier page of the same list. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of webhooks. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['WebhookList'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 410: components['responses']['Gone'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly createWebhook: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "url": "https://example.com/hooks/mail",
         *       "types": [
         *         "message.received",
         *         "submission.*"
         *       ],
         *       "accounts": "all",
         *       "filter": {
         *         "field": "data.message.from",
         *         "op": "contains",
         *         "value": "@example.org"
         *       },
         *       "payload": "summary",
         *       "description": "Support desk"
         *     }
         */
        readonly 'application/json': components['schemas']['WebhookCreate'];
      };
    };
    readonly responses: {
      /** @description The webhook, with its secret for the only time. A replay shows `"secret": null`. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Webhook'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly getWebhook: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The webhook. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Webhook'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly deleteWebhook: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Gone. */
      readonly 204: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly updateWebhook: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "enabled": false
         *     }
         */
        readonly 'application/merge-patch+json': components['schemas']['WebhookUpdate'];
        /**
         * @example {
         *       "types": [
         *         "message.received"
         *       ]
         *     }
         */
        readonly 'application/json': components['schemas']['WebhookUpdate'];
      };
    };
    readonly responses: {
      /** @description The webhook as it is now. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Webhook'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly rotateWebhookSecret: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: {
      readonly content: {
        /**
         * @example {
         *       "graceSeconds": 3600
         *     }
         */
        readonly 'application/json': components['schemas']['SecretRotation'];
      };
    };
    readonly responses: {
      /** @description The webhook, with its new secret for the only time. A replay shows `"secret": null`. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Webhook'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly testWebhook: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: {
      readonly content: {
        /**
         * @example {
         *       "type": "message.received"
         *     }
         */
        readonly 'application/json': components['schemas']['WebhookTestRequest'];
      };
    };
    readonly responses: {
      /** @description The delivery, queued; `Location` leads to the webhook's deliveries. */
      readonly 202: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Delivery'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly replayWebhook: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "from": "2026-11-23T08:00:00Z",
         *       "to": "2026-11-23T09:00:00Z",
         *       "onlyFailed": true
         *     }
         */
        readonly 'application/json': components['schemas']['ReplayOrder'];
      };
    };
    readonly responses: {
      /** @description The job; `Location` leads to it. */
      readonly 202: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Job'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 413: components['responses']['TooLarge'];
      readonly 415: components['responses']['UnsupportedMediaType'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly listDeliveries: {
    readonly parameters: {
      readonly query?: {
        /** @description Only deliveries in this status. */
        readonly status?: components['schemas']['DeliveryStatus'];
        /** @description How many items a page has at most. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `next` or `previous` of an earlier page of the same list. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of deliveries. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Link: components['headers']['Link'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "dlv_9sQ2xw",
           *           "webhookId": "whk_2bN8ru",
           *           "eventId": "evt_Jk3v0pXc1m8",
           *           "eventType": "message.received",
           *           "status": "delivered",
           *           "attempts": [
           *             {
           *               "number": 1,
           *               "at": "2026-11-23T09:31:02.140Z",
           *               "status": 204,
           *               "error": null,
           *               "durationMs": 37
           *             }
           *           ],
           *           "nextAttemptAt": null,
           *           "redeliveryOf": null,
           *           "createdAt": "2026-11-23T09:31:02.101Z",
           *           "updatedAt": "2026-11-23T09:31:02.177Z"
           *         }
           *       ],
           *       "page": {
           *         "next": null,
           *         "previous": null
           *       }
           *     }
           */
          readonly 'application/json': components['schemas']['DeliveryList'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 410: components['responses']['Gone'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly getDelivery: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
        /**
         * @description The delivery's id.
         * @example dlv_9sQ2xw
         */
        readonly delivery: components['parameters']['Delivery'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The delivery. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['ShownDelivery'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly redeliverDelivery: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description Any string of your own, bare or quoted. The same key with the same request answers the same for 24 hours; with another
         *     request 422 `idempotency-mismatch`, while the first still runs 409 `idempotency-in-flight`.
         * @example 4e3f6d0a-minutes-42
         */
        readonly 'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      readonly path: {
        /**
         * @description The webhook's id.
         * @example whk_2bN8ru
         */
        readonly webhook: components['parameters']['Webhook'];
        /**
         * @description The delivery's id.
         * @example dlv_9sQ2xw
         */
        readonly delivery: components['parameters']['Delivery'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The new delivery, queued. */
      readonly 202: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id'];
          readonly RateLimit: components['headers']['RateLimit'];
          readonly 'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          readonly Location: components['headers']['Location'];
          readonly 'Idempotent-Replayed': components['headers']['Idempotent-Replayed'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Delivery'];
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 404: components['responses']['NotFound'];
      readonly 409: components['responses']['Conflict'];
      readonly 410: components['responses']['Gone'];
      readonly 422: components['responses']['Refused'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly getLiveness: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Alive. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "ok"
           *     }
           */
          readonly 'application/json': components['schemas']['Liveness'];
        };
      };
    };
  };
  readonly getReadiness: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Ready. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "ready",
           *       "durability": "durable",
           *       "checks": [
           *         {
           *           "name": "redis",
           *           "ok": true,
           *           "detail": null
           *         },
           *         {
           *           "name": "api",
           *           "ok": true,
           *           "detail": null
           *         }
           *       ]
           *     }
           */
          readonly 'application/json': components['schemas']['Readiness'];
        };
      };
      /** @description Not ready, with the reason. */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "not-ready",
           *       "durability": null,
           *       "checks": [
           *         {
           *           "name": "redis",
           *           "ok": false,
           *           "detail": "Redis does not answer."
           *         }
           *       ]
           *     }
           */
          readonly 'application/json': components['schemas']['Readiness'];
        };
      };
    };
  };
  readonly getMetrics: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The metrics. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example # TYPE postern_http_requests_total counter
           *     postern_http_requests_total 12
           */
          readonly 'text/plain': string;
        };
      };
      readonly 400: components['responses']['InvalidRequest'];
      readonly 401: components['responses']['Unauthenticated'];
      readonly 403: components['responses']['Forbidden'];
      readonly 429: components['responses']['RateLimited'];
      readonly 500: components['responses']['Internal'];
      readonly 503: components['responses']['Unavailable'];
    };
  };
  readonly getOpenapiYaml: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The document. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          /** @example openapi: 3.1.0 */
          readonly 'application/yaml': string;
        };
      };
    };
  };
  readonly getOpenapiJson: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The document. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "openapi": "3.1.0"
           *     }
           */
          readonly 'application/json': Record<string, never>;
        };
      };
    };
  };
  readonly onMessageReceived: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['MessageEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onMessageUpdated: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['MessageEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onMessageDeleted: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['MessageEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onMailboxCreated: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['MailboxEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onMailboxRenamed: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['MailboxEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onMailboxDeleted: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['MailboxEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onMailboxReset: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['MailboxEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onSubmissionSent: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SubmissionEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onSubmissionDeferred: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SubmissionEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onSubmissionFailed: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SubmissionEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onSubmissionUnknown: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SubmissionEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onSubmissionCancelled: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SubmissionEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onSubmissionDelivered: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SubmissionEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onSubmissionBounced: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SubmissionEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onSubmissionComplained: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SubmissionEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onSubmissionReplied: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SubmissionEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onAccountConnected: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['AccountEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onAccountAuthFailed: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['AccountEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onAccountUnreachable: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['AccountEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onAccountRecovered: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['AccountEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onAccountPaused: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['AccountEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onAccountDeleted: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['AccountEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onEventsMissed: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['EventsMissedEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onWebhookDisabled: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['WebhookEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
  readonly onWebhookTest: {
    readonly parameters: {
      readonly query?: never;
      readonly header: {
        /**
         * @description The event's id, the same on every try. Use it to drop repetitions.
         * @example evt_Jk3v0pXc1m8
         */
        readonly 'webhook-id': components['parameters']['WebhookId'];
        /**
         * @description When this try was made, in seconds since 1970. Refuse what is older than five minutes.
         * @example 1795426262
         */
        readonly 'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /**
         * @description Space-separated signatures over `id.timestamp.body`: `v1,` HMAC-SHA256 by the secret, `v1a,` Ed25519 by the key pair
         *     whose public half is the webhook's `publicKey`. One that holds is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly 'webhook-signature': components['parameters']['WebhookSignature'];
        /**
         * @description The trace (W3C Trace Context) of what caused the event, when it is known.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly traceparent?: components['parameters']['Traceparent'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['WebhookEvent'];
      };
    };
    readonly responses: {
      readonly 410: components['responses']['Unwanted'];
      readonly '2XX': components['responses']['Acknowledged'];
    };
  };
}
