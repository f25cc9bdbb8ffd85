CREATE INDEX message_room_id_seq_hidden_idx ON message (room_id, seq) WHERE hidden;
