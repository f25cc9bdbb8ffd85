{{- define "beachdo.name" -}}
{{- if contains "beachdo" .Release.Name -}}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{- else -}}{{ printf "%s-beachdo" .Release.Name | trunc 40 | trimSuffix "-" }}{{- end -}}
{{- end -}}

{{- define "beachdo.selector" -}}
app.kubernetes.io/name: beachdo
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "beachdo.labels" -}}
{{ include "beachdo.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "beachdo.image" -}}
{{- if .Values.image.digest -}}{{ .Values.image.repository }}@{{ .Values.image.digest }}{{- else -}}{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{- end -}}
{{- end -}}

{{/* The deployments: one of all roles, or one a role. */}}
{{- define "beachdo.nodes" -}}
{{- if eq .Values.mode "all-in-one" -}}all{{- else -}}edge identity catalog chat moderation forum{{- end -}}
{{- end -}}

{{/* What one deployment has, as YAML: the defaults with its own values over them. Takes (dict "root" $ "node" name). */}}
{{- define "beachdo.node" -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (get .root.Values.nodes .node | default dict)) | toYaml -}}
{{- end -}}

{{/* The label of pods that serve the API. */}}
{{- define "beachdo.apiNode" -}}
{{- if eq .Values.mode "all-in-one" -}}all{{- else -}}edge{{- end -}}
{{- end -}}

{{- define "beachdo.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "beachdo.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- define "beachdo.env" -}}
{{- range $name, $value := .Values.settings }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- with .Values.javaOptions }}
- {name: JAVA_TOOL_OPTIONS, value: {{ . | quote }}}
{{- end }}
{{- end -}}

{{- define "beachdo.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}
