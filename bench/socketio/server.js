// Chat as one would write it on Socket.IO 4: a message is stored with the next seq of its room, then told to the room, then
// acknowledged. A clientMessageId is stored once. One process; PostgreSQL is the one of DATABASE_URL.
import { createServer } from 'node:http';
import pg from 'pg';
import { Server } from 'socket.io';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

await pool.query(`
  CREATE TABLE IF NOT EXISTS room (room_id text PRIMARY KEY, last_seq bigint NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS message (
    room_id text NOT NULL, seq bigint NOT NULL, sender text NOT NULL, client_message_id text NOT NULL, text text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (room_id, seq), UNIQUE (room_id, sender, client_message_id));`);

const STORE = {
  name: 'store',
  text: `
    WITH counted AS (
      INSERT INTO room (room_id, last_seq) VALUES ($1, 1)
      ON CONFLICT (room_id) DO UPDATE SET last_seq = room.last_seq + 1 RETURNING last_seq)
    INSERT INTO message (room_id, seq, sender, client_message_id, text) SELECT $1, last_seq, $2, $3, $4 FROM counted
    RETURNING seq, created_at`
};

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });

io.on('connection', (socket) => {
  const { room, user } = socket.handshake.auth;
  socket.join(room);
  socket.on('message', async ({ clientMessageId, text }, acknowledge) => {
    try {
      const stored = await pool.query({ ...STORE, values: [room, user, clientMessageId, text] });
      const { seq, created_at: createdAt } = stored.rows[0];
      const message = { chatId: room, seq: Number(seq), senderId: user, clientMessageId, text, createdAt };
      io.to(room).emit('message', message);
      acknowledge({ message });
    } catch (failure) {
      acknowledge({ error: failure.code ?? 'failed' });
    }
  });
});

http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
