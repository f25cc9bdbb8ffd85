package com.beachdo.chat;

import com.beachdo.chat.v1.Privacy;
import com.beachdo.common.v1.ExportMineRequest;
import com.beachdo.common.v1.PersonalData;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import java.util.UUID;

/** The privacy contract: what this domain holds about the caller. */
final class PrivacyRpc implements Privacy {
    private final PersonalDataStore data;

    PrivacyRpc(PersonalDataStore data) {
        this.data = data;
    }

    @Override
    public Future<PersonalData> exportMine(ExportMineRequest request) {
        return data.export(UUID.fromString(CallContext.current().requireSubject()))
                .map(json -> PersonalData.newBuilder().setJson(json).build());
    }
}
