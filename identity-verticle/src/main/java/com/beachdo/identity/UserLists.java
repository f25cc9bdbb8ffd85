package com.beachdo.identity;

import com.beachdo.identity.v1.ListUsersReply;
import com.beachdo.identity.v1.ListUsersRequest;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.UserStatus;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The SQL of staff's lists of accounts, newest first. */
final class UserLists {
    private static final int DEFAULT = 20;
    private static final int MAX = 100;
    private static final int MIN_Q = 2;
    private static final int MAX_Q = 100;
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final Db db;

    UserLists(Db db) {
        this.db = db;
    }

    Future<ListUsersReply> page(ListUsersRequest request) {
        int size = size(request.getLimit());
        String list = "users|" + request.getQ() + "|" + request.getRole() + "|" + request.getStatus();
        List<String> after = db.cursor().decode(list, request.hasCursor() ? request.getCursor() : null, 1);
        List<Object> arguments =
                new ArrayList<>(List.of(size + 1, after == null ? LAST : UUID.fromString(after.get(0))));
        return db.query(select(request, arguments), arguments.toArray()).map(rows -> reply(list, size, rows));
    }

    private static String select(ListUsersRequest request, List<Object> arguments) {
        StringBuilder sql = new StringBuilder("SELECT " + Account.COLUMNS + " FROM account WHERE account_id < $2");
        if (request.hasQ()) {
            String like = pattern(request.getQ());
            arguments.add("%" + like + "%");
            arguments.add(like.toLowerCase(Locale.ROOT) + "%");
            sql.append(" AND (name ILIKE $3 OR email LIKE $4 OR phone LIKE $4)");
        }
        if (request.hasRole() && request.getRole() != Role.ROLE_UNSPECIFIED) {
            arguments.add(request.getRole().name().substring("ROLE_".length()));
            sql.append(" AND $" + arguments.size() + " = ANY (roles)");
        }
        if (request.hasStatus() && request.getStatus() != UserStatus.USER_STATUS_UNSPECIFIED) {
            arguments.add(request.getStatus().name().substring("USER_STATUS_".length()));
            sql.append(" AND status = $" + arguments.size());
        }
        return sql.append(" ORDER BY account_id DESC LIMIT $1").toString();
    }

    private static String pattern(String q) {
        String text = q.strip();
        if (text.length() < MIN_Q || text.length() > MAX_Q) {
            throw RpcException.invalid("request.invalid", "/q", "must be 2 to 100 characters");
        }
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private ListUsersReply reply(String list, int size, RowSet<Row> rows) {
        ListUsersReply.Builder reply = ListUsersReply.newBuilder();
        String last = "";
        for (Row row : rows) {
            if (reply.getItemsCount() == size) {
                return reply.setNextCursor(db.cursor().encode(list, List.of(last)))
                        .build();
            }
            Account account = Account.of(row);
            last = account.id().toString();
            reply.addItems(account.toMaskedUser());
        }
        return reply.build();
    }

    private static int size(int limit) {
        if (limit < 0 || limit > MAX) {
            throw RpcException.invalid("request.invalid", "/limit", "must be 1 to " + MAX);
        }
        return limit == 0 ? DEFAULT : limit;
    }
}
