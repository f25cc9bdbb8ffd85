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
import java.util.stream.Collectors;

/** The SQL of staff's lists of accounts, newest first. */
final class UserLists {
    private static final int DEFAULT = 20;
    private static final int MAX = 100;
    private static final int MIN_Q = 2;
    private static final int MAX_Q = 100;
    private static final int BRIEF = 3;
    private static final int NEAR = 1_000;
    private static final List<String> TEXTS =
            List.of("email ~>=~ $3 AND email ~<~ $4", "phone ~>=~ $3 AND phone ~<~ $4", "name ILIKE $5");
    private static final List<String> BRIEF_TEXTS = List.of(
            "email ~>=~ $3 AND email ~<~ $4", "phone ~>=~ $3 AND phone ~<~ $4", "name ILIKE $5", "name ILIKE $6");
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);
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
        return found(request, size, arguments).map(rows -> reply(list, size, rows));
    }

    /** What many accounts have is found among the newest ones, what few have by the indexes of texts. */
    private Future<RowSet<Row>> found(ListUsersRequest request, int size, List<Object> arguments) {
        String conditions = conditions(request);
        if (!request.hasQ()) {
            return db.query(newest(conditions), arguments.toArray());
        }
        List<String> texts = texts(request.getQ(), arguments);
        return db.query(near(conditions, texts), arguments.toArray())
                .compose(rows -> rows.size() > size
                        ? Future.succeededFuture(rows)
                        : db.query(anywhere(conditions, texts), arguments.toArray()));
    }

    /** By value, so that the indexes of few accounts are seen to suit. */
    static String conditions(ListUsersRequest request) {
        String conditions = "true";
        if (request.hasRole() && request.getRole() != Role.ROLE_UNSPECIFIED) {
            conditions += " AND '" + request.getRole().name().substring("ROLE_".length()) + "' = ANY (roles)";
        }
        return request.hasStatus() && request.getStatus() != UserStatus.USER_STATUS_UNSPECIFIED
                ? conditions + " AND status = '" + request.getStatus().name().substring("USER_STATUS_".length()) + "'"
                : conditions;
    }

    static String newest(String conditions) {
        return "SELECT " + Account.COLUMNS + " FROM account WHERE account_id < $2 AND " + conditions
                + " ORDER BY account_id DESC LIMIT $1";
    }

    static String near(String conditions, List<String> texts) {
        return "SELECT " + Account.COLUMNS + " FROM (SELECT * FROM account WHERE account_id < $2 AND " + conditions
                + " ORDER BY account_id DESC LIMIT " + NEAR + ") near WHERE " + String.join(" OR ", texts)
                + " ORDER BY account_id DESC LIMIT $1";
    }

    /** Not along the primary key, which would read all accounts for a text that few have. */
    static String anywhere(String conditions, List<String> texts) {
        return "WITH found AS MATERIALIZED ("
                + texts.stream()
                        .map(text -> "SELECT account_id FROM account WHERE " + text)
                        .collect(Collectors.joining(" UNION "))
                + ") SELECT " + Account.COLUMNS
                + " FROM found JOIN account USING (account_id) WHERE account_id < $2 AND "
                + conditions + " ORDER BY account_id DESC LIMIT $1";
    }

    /** Part of the name; of two characters, for which there is no index, the beginning of a word in it. */
    static List<String> texts(String q, List<Object> arguments) {
        String text = q.strip();
        if (text.length() < MIN_Q || text.length() > MAX_Q) {
            throw RpcException.invalid("request.invalid", "/q", "must be 2 to 100 characters");
        }
        String prefix = text.toLowerCase(Locale.ROOT);
        String pattern = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        arguments.addAll(List.of(prefix, prefix + LAST_CHARACTER));
        boolean brief = text.codePointCount(0, text.length()) < BRIEF;
        arguments.addAll(brief ? List.of(pattern + "%", "% " + pattern + "%") : List.of("%" + pattern + "%"));
        return brief ? BRIEF_TEXTS : TEXTS;
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
