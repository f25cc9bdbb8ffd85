package com.beachdo.helm;

import java.util.stream.Stream;

/** The values that the chart is rendered with: each switch on and off, and both modes. */
final class Matrix {
    static final String DEFAULTS = "{}";
    static final String SPLIT = "mode: role-per-deployment";
    static final String EVERYTHING =
            """
            mode: role-per-deployment
            image: {digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", pullSecrets: [registry]}
            secrets: {existingSecret: keys, external: {enabled: true, storeName: vault, remoteKey: beachdo/production}}
            nodes:
              edge: {replicas: 3, resources: {limits: {memory: 1Gi}}, autoscaling: {enabled: true, maxReplicas: 9}}
              chat: {autoscaling: {enabled: true}}
            cluster: {tls: {secretName: cluster-tls}}
            ingress: {enabled: true}
            service: {annotations: {team: market}}
            grpc: {enabled: true}
            networkPolicy: {toolsFrom: [{podSelector: {matchLabels: {role: back-office}}}]}
            monitoring:
              serviceMonitor: {enabled: true, labels: {release: prometheus}}
              prometheusRule: {enabled: true, labels: {release: prometheus}, runbooks: https://ops.shop.example/runbooks/}
              dashboards: {enabled: true}
            podAnnotations: {note: hello}
            podLabels: {team: market}
            nodeSelector: {disk: fast}
            tolerations: [{key: spot, operator: Exists, effect: NoSchedule}]
            javaOptions: -Xlog:gc
            """;
    static final String BARE =
            """
            migrations: {enabled: false}
            networkPolicy: {enabled: false}
            podDisruptionBudget: {enabled: false}
            topologySpread: {enabled: false}
            ingress: {enabled: true, tlsSecretName: "", annotations: null}
            """;
    static final String CLOSED =
            """
            defaults: {autoscaling: {enabled: true}}
            networkPolicy: {apiFrom: [], monitoringFrom: [], egressPorts: []}
            """;

    private Matrix() {}

    static Stream<String> all() {
        return Stream.of(DEFAULTS, SPLIT, EVERYTHING, BARE, CLOSED);
    }
}
