/** The two KMS keys that the server has, and their key material: none that anybody uses elsewhere. */
const KEYS = { 'conformance-1': Buffer.alloc(32, 1).toString('base64'), 'conformance-2': Buffer.alloc(32, 2).toString('base64') };

/** Their names. */
export const KEY_NAMES = Object.keys(KEYS) as unknown as readonly [string, string];

/** Where a cluster is. */
export interface ClusterPlace {
  readonly folder: string;
  readonly monitorPort: number;
  readonly gatewayPort: number;
}

/** ceph.conf of a cluster of one: one monitor, one store in memory, one S3 gateway, on loopback and without authentication among them. */
export function cephConfiguration({ folder, monitorPort, gatewayPort }: ClusterPlace, clusterId: string): string {
  return `
[global]
fsid = ${clusterId}
mon host = v1:127.0.0.1:${monitorPort}
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
ms bind msgr2 = false
auth cluster required = none
auth service required = none
auth client required = none
keyring = ${folder}/keyring
run dir = ${folder}
pid file =
admin socket = ${folder}/$name.asok
log file = ${folder}/$name.log
setuser match path =
mon data = ${folder}/mon
mon allow pool size one = true
mon max pg per osd = 5000
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 2147483648
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd class load list = *
osd class default list = *

[client.rgw]
rgw data = ${folder}/rgw
rgw frontends = beast endpoint=127.0.0.1:${gatewayPort}
rgw dns name = localhost
rgw enable usage log = false
rgw enable quota threads = false
rgw run sync thread = false
rgw crypt require ssl = false
rgw crypt s3 kms backend = testing
rgw crypt s3 kms encryption keys = ${Object.entries(KEYS).map(([name, key]) => `${name}=${key}`).join(' ')}
`;
}
