// What is said in a conversation, as the page knows it: each line once, in the order of the log.

const positionOf = (id) => {
  const found = /\|(\d+)$/.exec(id || '');
  return found ? Number(found[1]) : null;
};

export class Lines {
  constructor(me, botId) {
    Object.assign(this, { me, botId, list: [], byId: new Map(), byClientId: new Set(), cards: new Map(), last: 0 });
  }

  /** Takes an activity in; answers what came of it: {line, change} or null. */
  take(activity) {
    switch (activity.type) {
      case 'message': return this.message(activity);
      case 'messageDelete': return this.recall(activity);
      case 'event': return activity.name === 'chatgrid/cardUpdate' ? this.cardUpdate(activity.value) : null;
      case 'conversationUpdate': return this.joined(activity);
      default: return null;
    }
  }

  message(activity) {
    const data = activity.channelData || {};
    if (data.postBack || this.byId.has(activity.id)) return null;
    const from = this.personOf(activity.from);
    const client = data.clientActivityID && `${from.id}|${data.clientActivityID}`;
    if (client && this.byClientId.has(client)) return null;
    if (client) this.byClientId.add(client);
    const mentions = (activity.entities || []).filter((e) => e && e.type === 'mention' && e.text)
      .map((e) => ({ text: e.text, isMe: Boolean(e.mentioned && e.mentioned.id === this.me.id) }));
    const line = this.insert({
      id: activity.id, kind: 'message', from, at: new Date(activity.timestamp || Date.now()), text: activity.text || '', mentions,
      key: from.isMe && data.clientActivityID ? data.clientActivityID : activity.id,
      cid: data.clientActivityID, quote: data.quote || null, replyToId: activity.replyToId || null, ticket: data.ticket,
      photos: attachments(activity, (a) => /^image\//.test(a.contentType) && a.contentUrl),
      card: cardOf(activity), cardId: data.cardId || null,
      actions: offered(activity),
    });
    line.mentionsMe = mentions.some((m) => m.isMe);
    if (line.cardId && this.cards.has(line.cardId)) line.card = this.cards.get(line.cardId);
    return { line, change: 'new' };
  }

  recall(activity) {
    const known = this.byId.get(activity.id);
    if (known && known.kind === 'recalled') return null;
    const from = this.personOf(activity.from);
    if (!known) return { line: this.insert({ id: activity.id, key: activity.id, kind: 'recalled', from, at: new Date(activity.timestamp || Date.now()) }), change: 'old' };
    const mayEdit = known.from.isMe && known.text;
    Object.assign(known, { kind: 'recalled', lost: mayEdit ? known.text : '', text: '', photos: [], card: null, quote: null, actions: [] });
    for (const line of this.list) if (line.quote && line.quote.id === known.id) line.quote = { ...line.quote, text: null };
    return { line: known, change: 'recalled' };
  }

  cardUpdate(value) {
    if (!value || !value.cardId || !value.card) return null;
    this.cards.set(value.cardId, value.card);
    const lines = this.list.filter((line) => line.cardId === value.cardId && line.kind === 'message');
    lines.forEach((line) => { line.card = value.card; line.cardVersion = (line.cardVersion || 0) + 1; });
    return lines.length ? { line: lines[lines.length - 1], change: 'card' } : null;
  }

  joined(activity) {
    const person = (activity.membersAdded || []).find((m) => m.id !== this.botId);
    if (!person || this.byId.has(activity.id)) return null;
    return { line: this.insert({ id: activity.id, key: activity.id, kind: 'joined', from: this.personOf(person), at: new Date(activity.timestamp || Date.now()) }), change: 'old' };
  }

  insert(line) {
    const position = positionOf(line.id);
    line.position = position === null ? this.last + 0.001 : position;
    this.last = Math.max(this.last, line.position);
    this.byId.set(line.id, line);
    let at = this.list.length;
    while (at > 0 && this.list[at - 1].position > line.position) at--;
    this.list.splice(at, 0, line);
    return line;
  }

  personOf(from) {
    const id = (from && from.id) || '';
    const isBot = id === this.botId || Boolean(from && from.role === 'bot');
    return { id, name: (from && from.name) || id, isBot, isMe: id === this.me.id };
  }

  /** The answers that the newest question to me offers, or null once I have spoken since. */
  openActions(isGroup) {
    for (let i = this.list.length - 1; i >= 0; i--) {
      const line = this.list[i];
      if (line.kind !== 'message') continue;
      if (line.from.isMe) return null;
      if (!line.from.isBot || (isGroup && line.mentions.length && !line.mentionsMe)) continue;
      if (line.actions.length) return line;
      if (!isGroup) return null;
    }
    return null;
  }
}

function attachments(activity, wanted) {
  return (activity.attachments || []).filter((a) => a && wanted(a));
}

// What the card has as buttons is not offered a second time.
function offered(activity) {
  const onCard = ((cardOf(activity) || {}).actions || []).map((a) => a.title);
  return ((activity.suggestedActions || {}).actions || []).filter((a) => a && (a.value || a.title) && !onCard.includes(a.title || a.value));
}

function cardOf(activity) {
  const found = attachments(activity, (a) => a.contentType === 'application/vnd.microsoft.card.adaptive' && a.content)[0];
  return found ? found.content : null;
}
