#!/bin/sh
# Starts the object store, makes the buckets, lets anyone read (not list) the published pictures, and says so by /tmp/ready.
set -eu
rm -f /tmp/ready
minio server /data --quiet &
server=$!
trap 'kill -TERM $server' TERM INT
mc=${MC:-mc}
export MC_HOST_local="http://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@127.0.0.1:9000" MC_CONFIG_DIR=/tmp/mc
until $mc ready local --quiet >/dev/null 2>&1; do
  kill -0 $server
  sleep 0.3
done
$mc mb --quiet --ignore-existing local/beachdo-staging local/beachdo-media local/beachdo-private
cat >/tmp/media-policy.json <<'POLICY'
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":["s3:GetObject"],"Resource":["arn:aws:s3:::beachdo-media/*"]}]}
POLICY
$mc anonymous set-json /tmp/media-policy.json local/beachdo-media
# uploads that were never completed
$mc ilm rule import local/beachdo-staging <<'RULES'
{"Rules":[{"ID":"abandoned-uploads","Status":"Enabled","Filter":{"Prefix":""},"Expiration":{"Days":1}}]}
RULES
touch /tmp/ready
wait $server
