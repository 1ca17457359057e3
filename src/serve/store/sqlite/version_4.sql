-- The customer that a guest turned out to be, where both had a conversation by then.
ALTER TABLE conversation ADD COLUMN guest_of INTEGER REFERENCES conversation (number) ON DELETE SET NULL;
CREATE INDEX conversation_guest_of ON conversation (guest_of) WHERE guest_of IS NOT NULL;
