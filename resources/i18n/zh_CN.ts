<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message>
        <source>Piaohe</source>
        <translation>票核</translation>
    </message>
    <message>
        <source>Restore this backup?</source>
        <translation>要恢复这份备份吗？</translation>
    </message>
    <message>
        <source>Nothing has been touched yet: this is what the file holds.</source>
        <translation>还没有动任何数据：先看看文件里有什么。</translation>
    </message>
    <message>
        <source>Restore this state</source>
        <translation>恢复到这个状态</translation>
    </message>
    <message>
        <source>Newest entry</source>
        <translation>最后一次录入</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序版本</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Show what it holds</source>
        <translation>看看里面有什么</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>换一个文件…</translation>
    </message>
    <message>
        <source>There is no ledger on this computer yet: nothing is replaced.</source>
        <translation>这台电脑上还没有台账，不会替换任何东西。</translation>
    </message>
    <message>
        <source>This is the ledger of another company. It takes the place of the one here.</source>
        <translation>这是另一家公司的台账，恢复后会取代这里的台账。</translation>
    </message>
    <message>
        <source>The ledger of now is backed up first and kept beside it; one button undoes this.</source>
        <translation>现在的台账会先备份并保留在旁边；一个按钮就能撤销恢复。</translation>
    </message>
    <message>
        <source>The key goes into the keyring of this computer.</source>
        <translation>密钥会存入这台电脑的凭据管理器。</translation>
    </message>
    <message>
        <source>This computer does not have its key. Type the recovery code from its sheet.</source>
        <translation>这台电脑没有它的密钥。请输入恢复凭证上的恢复码。</translation>
    </message>
    <message>
        <source>Type the recovery code from the sheet of this backup.</source>
        <translation>请输入这份备份的恢复凭证上的恢复码。</translation>
    </message>
    <message>
        <source>Backup to restore</source>
        <translation>要恢复的备份</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Backups of Piaohe (*.piaohe)</source>
        <translation>票核备份 (*.piaohe)</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>Cancelling leaves the ledger as it was.</source>
        <translation>取消后台账保持原样。</translation>
    </message>
    <message>
        <source>Undoing the restore</source>
        <translation>正在撤销恢复</translation>
    </message>
    <message>
        <source>Restored: {n} invoice. “Undo the restore” on the backup page goes back.</source>
        <translation>已恢复：{n} 张发票。要退回，请在备份页点“撤销恢复”。</translation>
    </message>
    <message>
        <source>Restored: {n} invoices. “Undo the restore” on the backup page goes back.</source>
        <translation>已恢复：{n} 张发票。要退回，请在备份页点“撤销恢复”。</translation>
    </message>
    <message>
        <source>The ledger of before is back: {n} invoices.</source>
        <translation>恢复前的台账回来了：{n} 张发票。</translation>
    </message>
    <message>
        <source>Cancel keeps what is in so far.</source>
        <translation>取消后，已导入的保留。</translation>
    </message>
    <message>
        <source>Import result</source>
        <translation>导入结果</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Rows that need a look</source>
        <translation>需要看一眼的行</translation>
    </message>
    <message>
        <source>took {seconds} s</source>
        <translation>用时 {seconds} 秒</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>The last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>已证实</translation>
    </message>
    <message>
        <source>Out of sight</source>
        <translation>看不到</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Occasion</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>第 {row} 行</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>已新增</translation>
    </message>
    <message>
        <source>Need a look</source>
        <translation>需看</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>Importing {file}</source>
        <translation>正在导入 {file}</translation>
    </message>
    <message>
        <source>Importing a file</source>
        <translation>正在导入 1 个文件</translation>
    </message>
    <message>
        <source>Importing {n} files</source>
        <translation>正在导入 {n} 个文件</translation>
    </message>
    <message>
        <source>What is in so far stays; importing again adds the rest.</source>
        <translation>已导入的保留；再导入一次即可接着补齐。</translation>
    </message>
    <message>
        <source>Import stopped.</source>
        <translation>导入已停止。</translation>
    </message>
    <message>
        <source>Import a ledger…</source>
        <translation>导入台账…</translation>
    </message>
    <message>
        <source>A part of the program failed ({error}{place}).</source>
        <translation>程序的一部分出错了（{error}{place}）。</translation>
    </message>
    <message>
        <source>Your data is unharmed: a step is saved whole or not at all. Try it again.</source>
        <translation>您的数据完好：每一步要么完整保存，要么完全不保存。请再试一次。</translation>
    </message>
    <message>
        <source>The log: {file}</source>
        <translation>日志：{file}</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{step} {done} of {total}, {seconds} s</source>
        <translation>{step} {done} / {total}，{seconds} 秒</translation>
    </message>
    <message>
        <source>{step} {done}, {seconds} s</source>
        <translation>{step} {done}，{seconds} 秒</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>可以做什么</translation>
    </message>
    <message>
        <source>Choose the data folder…</source>
        <translation>选择数据文件夹…</translation>
    </message>
    <message>
        <source>Set up a new ledger</source>
        <translation>新建一本台账</translation>
    </message>
    <message>
        <source>Type the recovery code from the sheet.</source>
        <translation>请输入恢复凭证上的恢复码。</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>14 groups of 4 characters; upper or lower case</source>
        <translation>14 组，每组 4 位，不分大小写</translation>
    </message>
    <message>
        <source>Open the ledger</source>
        <translation>打开台账</translation>
    </message>
    <message>
        <source>Read it from a picture of the sheet…</source>
        <translation>从凭证的照片读取…</translation>
    </message>
    <message>
        <source>This code is right in itself, but it belongs to another ledger.</source>
        <translation>恢复码本身没错，但它是另一本台账的。</translation>
    </message>
    <message>
        <source>Picture of the recovery sheet</source>
        <translation>恢复凭证的照片</translation>
    </message>
    <message>
        <source>Pictures and PDF (*.png *.jpg *.jpeg *.bmp *.pdf)</source>
        <translation>图片和 PDF (*.png *.jpg *.jpeg *.bmp *.pdf)</translation>
    </message>
    <message>
        <source>Group {group} has a character that no code has. Compare it with the sheet.</source>
        <translation>第 {group} 组有恢复码里不会出现的字符，请对照凭证。</translation>
    </message>
    <message>
        <source>A code has 14 groups of 4 characters. Compare it with the sheet.</source>
        <translation>恢复码是 14 组，每组 4 位，请对照凭证。</translation>
    </message>
    <message>
        <source>No recovery code was found in it. Type the code instead.</source>
        <translation>里面没有找到恢复码，请手工输入。</translation>
    </message>
    <message>
        <source>One character or more is not as on the sheet. Compare it group by group.</source>
        <translation>有一位或几位和凭证不一样，请逐组对照。</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Where the data are</source>
        <translation>数据放在哪里</translation>
    </message>
    <message>
        <source>Where the backups go</source>
        <translation>备份放在哪里</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Look around with sample data</source>
        <translation>先用示例数据看看</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>The ledger is not made yet. Leave the first start?</source>
        <translation>台账还没有建立。要退出初次设置吗？</translation>
    </message>
    <message>
        <source>The sheet that you printed or saved would then open nothing.</source>
        <translation>退出后，已打印或存好的恢复凭证就没有用了。</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续设置</translation>
    </message>
    <message>
        <source>Finish and begin</source>
        <translation>完成，开始使用</translation>
    </message>
    <message>
        <source>The ledger is being made…</source>
        <translation>正在建立台账…</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>The ledger is made, and this sheet is its only key</source>
        <translation>台账已建立，恢复凭证是它唯一的钥匙</translation>
    </message>
    <message>
        <source>So it could not keep the key.</source>
        <translation>所以密钥没能存进去。</translation>
    </message>
    <message>
        <source>At each start the program will ask for the recovery code. Keep the sheet safe.</source>
        <translation>以后每次打开都要输入恢复码，请把恢复凭证保管好。</translation>
    </message>
    <message>
        <source>Piaohe backups</source>
        <translation>票核备份</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Look at the newest backup…</source>
        <translation>查看最新的备份…</translation>
    </message>
    <message>
        <source>Choose a backup…</source>
        <translation>选择备份…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Looking what can be read, and which backup helps…</source>
        <translation>正在查看还能读出什么、哪份备份能用…</translation>
    </message>
    <message>
        <source>No proven backup was found where they go. Choose one yourself.</source>
        <translation>在备份位置没有找到能证实的备份，请自己选一份。</translation>
    </message>
    <message>
        <source>The newest proven backup is of {made} and holds {what}.</source>
        <translation>最新的已证实备份是 {made} 的，内有 {what}。</translation>
    </message>
    <message>
        <source>A backup that you choose can be restored.</source>
        <translation>可以选一份备份来恢复。</translation>
    </message>
    <message>
        <source>Nothing was changed: what is there stays as it is, also after a restore.</source>
        <translation>没有改动任何东西：现有的文件保持原样，恢复之后也保留。</translation>
    </message>
    <message>
        <source>The ledger is damaged; here is what can be done</source>
        <translation>台账已损坏，可以这样处理</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>1 code read</source>
        <translation>已读 1 个码</translation>
    </message>
    <message>
        <source>{n} codes read</source>
        <translation>已读 {n} 个码</translation>
    </message>
    <message>
        <source>Which camera</source>
        <translation>选择摄像头</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Not held</source>
        <translation>双方未填</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Not in ours</source>
        <translation>我方未填</translation>
    </message>
    <message>
        <source>Not in theirs</source>
        <translation>税局未填</translation>
    </message>
    <message>
        <source>Not compared</source>
        <translation>不比较</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Differs {amount}</source>
        <translation>不同 {amount}</translation>
    </message>
    <message>
        <source>Differs {days} d</source>
        <translation>差 {days} 天</translation>
    </message>
    <message>
        <source>Not in the tax bureau&apos;s list</source>
        <translation>税局清单中没有</translation>
    </message>
    <message>
        <source>Not in the ledger</source>
        <translation>台账中没有</translation>
    </message>
    <message>
        <source>the seller</source>
        <translation>销方</translation>
    </message>
    <message>
        <source>one digit is different</source>
        <translation>有一位数字不同</translation>
    </message>
    <message>
        <source>one digit is missing in ours</source>
        <translation>我方少录一位</translation>
    </message>
    <message>
        <source>one digit is doubled in ours</source>
        <translation>我方重复录了一位</translation>
    </message>
    <message>
        <source>ours has one digit too many</source>
        <translation>我方多录一位</translation>
    </message>
    <message>
        <source>two digits have changed places</source>
        <translation>有两位数字录颠倒了</translation>
    </message>
    <message>
        <source>two digits are different</source>
        <translation>有两位数字不同</translation>
    </message>
    <message>
        <source>Reversed by a red letter</source>
        <translation>税局显示已红冲</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>Seller or buyer differs</source>
        <translation>购销方信息不一致</translation>
    </message>
    <message>
        <source>Net entered as total</source>
        <translation>把不含税金额录成了价税合计</translation>
    </message>
    <message>
        <source>Total entered as net</source>
        <translation>把价税合计录成了不含税金额</translation>
    </message>
    <message>
        <source>Amount mistyped</source>
        <translation>金额录错</translation>
    </message>
    <message>
        <source>Date mistyped</source>
        <translation>开票日期录错</translation>
    </message>
    <message>
        <source>Red letter for one of ours</source>
        <translation>我方发票的红字发票未入账</translation>
    </message>
    <message>
        <source>One paper invoice under two numbers</source>
        <translation>数电纸质发票两个号码，应为同一张</translation>
    </message>
    <message>
        <source>Purchase not received</source>
        <translation>进项发票未收到</translation>
    </message>
    <message>
        <source>Sale not recorded</source>
        <translation>销项发票未登记</translation>
    </message>
    <message>
        <source>Number mistyped</source>
        <translation>发票号码录错</translation>
    </message>
    <message>
        <source>A kind that is never listed</source>
        <translation>该票种本来就不在税局清单中</translation>
    </message>
    <message>
        <source>Issued to our former name or tax ID</source>
        <translation>开给了我方曾用名称或曾用税号</translation>
    </message>
    <message>
        <source>Our tax ID is wrong on the invoice</source>
        <translation>票面上我方税号有误</translation>
    </message>
    <message>
        <source>Issued to a person</source>
        <translation>开给了个人</translation>
    </message>
    <message>
        <source>Issued to another company</source>
        <translation>购销双方都不是本公司</translation>
    </message>
    <message>
        <source>Verification failed</source>
        <translation>查验未通过</translation>
    </message>
    <message>
        <source>Entered offline, not yet verified</source>
        <translation>离线录入，尚未查验</translation>
    </message>
    <message>
        <source>Too new for this list</source>
        <translation>开票太新，清单尚未收录</translation>
    </message>
    <message>
        <source>The list looks cut off or filtered</source>
        <translation>税局清单可能被截断或筛选过</translation>
    </message>
    <message>
        <source>No list covers this day</source>
        <translation>该日期没有对应的税局清单</translation>
    </message>
    <message>
        <source>No cause found</source>
        <translation>未找到原因</translation>
    </message>
    <message>
        <source>The tax bureau says “{theirs}”, our ledger “{ours}”.</source>
        <translation>税局状态为“{theirs}”，我方台账为“{ours}”。</translation>
    </message>
    <message>
        <source>{field}: ours is “{ours}”, the tax bureau&apos;s “{theirs}”.</source>
        <translation>{field}：我方为“{ours}”，税局为“{theirs}”。</translation>
    </message>
    <message>
        <source>{field}: ours is {ours}, the tax bureau&apos;s {theirs}.</source>
        <translation>{field}：我方为 {ours}，税局为 {theirs}。</translation>
    </message>
    <message>
        <source>{field}: ours is {ours}, the tax bureau&apos;s {theirs}; {how}.</source>
        <translation>{field}：我方为 {ours}，税局为 {theirs}；{how}。</translation>
    </message>
    <message>
        <source>The tax ID {tax_id} is the same on both sides.</source>
        <translation>双方税号相同，均为 {tax_id}。</translation>
    </message>
    <message>
        <source>Our date is {ours}, the tax bureau&apos;s {theirs}: {days} days apart.</source>
        <translation>开票日期：我方为 {ours}，税局为 {theirs}，相差 {days} 天。</translation>
    </message>
    <message>
        <source>Our date is {ours}, the tax bureau&apos;s {theirs}: day and month have changed places.</source>
        <translation>开票日期：我方为 {ours}，税局为 {theirs}；月和日录颠倒了。</translation>
    </message>
    <message>
        <source>Our date is {ours}, the tax bureau&apos;s {theirs}: one slip in typing.</source>
        <translation>开票日期：我方为 {ours}，税局为 {theirs}；像是录错一位。</translation>
    </message>
    <message>
        <source>Our total {ours} equals the tax bureau&apos;s net {theirs}; its total is {total}. Perhaps the amount without tax was entered.</source>
        <translation>我方价税合计 {ours} 等于税局金额合计 {theirs}（税局价税合计为 {total}）：录入的可能是不含税金额。</translation>
    </message>
    <message>
        <source>Our net {ours} equals the tax bureau&apos;s total {theirs}; its net is {net}. Perhaps the amount with tax was entered.</source>
        <translation>我方金额 {ours} 等于税局价税合计 {theirs}（税局金额合计为 {net}）：录入的可能是含税金额。</translation>
    </message>
    <message>
        <source>It was scanned, and the QR code of this kind ({kind}) holds the amount without tax.</source>
        <translation>该票由扫码录入，此票种（{kind}）的二维码里存的是不含税金额。</translation>
    </message>
    <message>
        <source>{field}: ours is {ours}, the tax bureau&apos;s {theirs}; two digits have changed places.</source>
        <translation>{field}：我方为 {ours}，税局为 {theirs}；有两位数字录颠倒了。</translation>
    </message>
    <message>
        <source>{field}: ours is {ours}, the tax bureau&apos;s {theirs}; one digit is missing in ours.</source>
        <translation>{field}：我方为 {ours}，税局为 {theirs}；我方少录一位。</translation>
    </message>
    <message>
        <source>{field}: ours is {ours}, the tax bureau&apos;s {theirs}; ours has one digit too many.</source>
        <translation>{field}：我方为 {ours}，税局为 {theirs}；我方多录一位。</translation>
    </message>
    <message>
        <source>{field}: ours is {ours}, the tax bureau&apos;s {theirs}; one digit is different.</source>
        <translation>{field}：我方为 {ours}，税局为 {theirs}；有一位数字不同。</translation>
    </message>
    <message>
        <source>{field}: ours is {ours}, the tax bureau&apos;s {theirs}; the decimal point has moved.</source>
        <translation>{field}：我方为 {ours}，税局为 {theirs}；小数点错位。</translation>
    </message>
    <message>
        <source>{field}: ours is {ours}, the tax bureau&apos;s {theirs}; the sign is different.</source>
        <translation>{field}：我方为 {ours}，税局为 {theirs}；正负号不同。</translation>
    </message>
    <message>
        <source>Both make {total}, split differently: ours is net {our_net} and tax {our_tax}, the tax bureau&apos;s net {their_net} and tax {their_tax}.</source>
        <translation>合计都是 {total}，但拆分不同：我方金额 {our_net}、税额 {our_tax}，税局金额 {their_net}、税额 {their_tax}。</translation>
    </message>
    <message>
        <source>{field}: ours is {ours}, the tax bureau&apos;s {theirs}; no usual slip explains it.</source>
        <translation>{field}：我方为 {ours}，税局为 {theirs}；看不出是哪种录入错误。</translation>
    </message>
    <message>
        <source>{field}: ours is {ours}, the tax bureau&apos;s {theirs}; it follows from the above.</source>
        <translation>{field}：我方为 {ours}，税局为 {theirs}；由上述差异带出。</translation>
    </message>
    <message>
        <source>Our own figures do not add up: net {net}, tax {tax}, total {total}.</source>
        <translation>我方自身勾稽不符：金额 {net}、税额 {tax}、价税合计 {total}。</translation>
    </message>
    <message>
        <source>Our number is {ours}; the tax bureau has {theirs}, which we do not have: {how}.</source>
        <translation>我方号码为 {ours}，税局有一张我方没有的 {theirs}：{how}。</translation>
    </message>
    <message>
        <source>Our ledger also has {twin}, which the tax bureau has; this one is {ours}: {how}.</source>
        <translation>我方另有税局也有的 {twin}，这张为 {ours}：{how}。</translation>
    </message>
    <message>
        <source>{ours} is nearly one of these, and as near to each: {keys}. None was chosen.</source>
        <translation>{ours} 与下列几张同样接近，程序不替您选：{keys}。</translation>
    </message>
    <message>
        <source>{field} is {amount} on both sides.</source>
        <translation>双方{field}均为 {amount}。</translation>
    </message>
    <message>
        <source>The date is {date} on both sides.</source>
        <translation>双方开票日期均为 {date}。</translation>
    </message>
    <message>
        <source>The other party is {party} on both sides.</source>
        <translation>双方的对方单位均为{party}。</translation>
    </message>
    <message>
        <source>A digital invoice on paper has two numbers: ours is {ours}, the tax bureau&apos;s {theirs}; they are probably the same invoice.</source>
        <translation>数电纸质发票有两个号码：我方登记的是 {ours}，税局是 {theirs}，很可能是同一张。</translation>
    </message>
    <message>
        <source>A digital invoice on paper has two numbers: {ours} may be any of these: {keys}.</source>
        <translation>数电纸质发票有两个号码：{ours} 可能是下列任何一张：{keys}。</translation>
    </message>
    <message>
        <source>The buyer is {name}: that is us.</source>
        <translation>购方名称“{name}”就是本公司。</translation>
    </message>
    <message>
        <source>The buyer&apos;s tax ID on it is {found}, ours is {expected}: such an invoice never reaches our account at the tax bureau.</source>
        <translation>票面购方识别号为 {found}，本公司为 {expected}：这样的发票进不了本公司的税务数字账户。</translation>
    </message>
    <message>
        <source>The buyer&apos;s tax ID on it is {found}, ours is {expected}; {how}: such an invoice never reaches our account at the tax bureau.</source>
        <translation>票面购方识别号为 {found}，本公司为 {expected}，{how}：这样的发票进不了本公司的税务数字账户。</translation>
    </message>
    <message>
        <source>The buyer has no tax ID on it; ours is {expected}. Such an invoice never reaches our account at the tax bureau.</source>
        <translation>票面没有购方识别号（本公司为 {expected}）：这样的发票进不了本公司的税务数字账户。</translation>
    </message>
    <message>
        <source>The buyer is “{name}”, a person and no company.</source>
        <translation>购方是“{name}”，属于个人抬头。</translation>
    </message>
    <message>
        <source>The buyer “{name}” stands without a tax ID.</source>
        <translation>购方“{name}”没有填写识别号。</translation>
    </message>
    <message>
        <source>“{found}” is our former name; we are now {now}.</source>
        <translation>“{found}”是本公司曾用名，现名为{now}。</translation>
    </message>
    <message>
        <source>{found} is our former tax ID; ours is now {now}.</source>
        <translation>{found} 是本公司曾用税号，现税号为 {now}。</translation>
    </message>
    <message>
        <source>Seller: {seller}; buyer: {buyer}. Neither is {company} ({company_id}).</source>
        <translation>销方：{seller}；购方：{buyer}。都不是{company}（{company_id}）。</translation>
    </message>
    <message>
        <source>This kind never stands in that list: {kind}.</source>
        <translation>{kind}本来就不进税局的全量发票清单。</translation>
    </message>
    <message>
        <source>{at}: {provider} found no such invoice. Perhaps it is false.</source>
        <translation>{at} 经{provider}查验：查无此票，谨防假票。</translation>
    </message>
    <message>
        <source>{at}: {provider} said that the facts do not agree. Perhaps it is false or mistyped.</source>
        <translation>{at} 经{provider}查验：票面信息不一致，可能是假票或录入有误。</translation>
    </message>
    <message>
        <source>It was entered on {at} during an outage and was never verified since.</source>
        <translation>该票于 {at} 离线录入，之后一直没有查验。</translation>
    </message>
    <message>
        <source>It was issued on {issued_on}; the list {file} was made on {made}. It may take {days} days to arrive there.</source>
        <translation>该票 {issued_on} 开具，清单 {file} 于 {made} 导出；此类发票可能要 {days} 天才会出现在税局。</translation>
    </message>
    <message>
        <source>Row {row} of the list {file} could not be read, and is probably this invoice.</source>
        <translation>清单 {file} 的第 {row} 行读不出来，很可能就是这张发票。</translation>
    </message>
    <message>
        <source>Rows of the list {file} that could not be read: {rows}. It may be one of them.</source>
        <translation>清单 {file} 有 {rows} 行读不出来，这张发票可能就在其中。</translation>
    </message>
    <message>
        <source>The list {file} has exactly {rows} invoices: it was probably cut off there.</source>
        <translation>清单 {file} 正好 {rows} 张，很可能被截断了。</translation>
    </message>
    <message>
        <source>The list {file} has none of this kind: {kind}; the {others} others all have some.</source>
        <translation>清单 {file} 中没有任何{kind}，而另外 {others} 份清单都有：导出时可能筛选了票种。</translation>
    </message>
    <message>
        <source>The list {file} has none from {source}; the {others} others all have some.</source>
        <translation>清单 {file} 中没有任何来源为“{source}”的发票，而另外 {others} 份清单都有：导出时可能筛选了来源。</translation>
    </message>
    <message>
        <source>The list {file} has none with {party}; the {others} others all have some.</source>
        <translation>清单 {file} 中没有{party}的任何发票，而另外 {others} 份清单都有：导出时可能筛选了对方单位。</translation>
    </message>
    <message>
        <source>It was issued on {issued_on}; no imported list covers that day (asked for: {since} to {until}).</source>
        <translation>该票 {issued_on} 开具，已导入的清单都不包含这一天（查询期间 {since} 至 {until}）。</translation>
    </message>
    <message>
        <source>It was issued on {issued_on}; these lists cover that day and do not have it: {files}.</source>
        <translation>该票 {issued_on} 开具，以下清单包含这一天，但没有这张票：{files}。</translation>
    </message>
    <message>
        <source>It reverses our invoice {blue} of {issued_on}: {theirs} against {ours}.</source>
        <translation>它红冲的是我方 {issued_on} 的发票 {blue}：红字 {theirs}，蓝字 {ours}。</translation>
    </message>
    <message>
        <source>{party} issued it to us on {issued_on}, {amount} in all; it is not in our ledger.</source>
        <translation>{party}于 {issued_on} 开给本公司，价税合计 {amount}，台账中没有。</translation>
    </message>
    <message>
        <source>We issued it to {party} on {issued_on}, {amount} in all; it is not in our ledger.</source>
        <translation>本公司于 {issued_on} 开给{party}，价税合计 {amount}，台账中没有。</translation>
    </message>
    <message>
        <source>At the tax bureau it is: {status}.</source>
        <translation>税局状态：{status}。</translation>
    </message>
    <message>
        <source>Look at the face, then take the tax bureau&apos;s: {fields}.</source>
        <translation>核对票面后，按税局更正：{fields}。</translation>
    </message>
    <message>
        <source>Link the two as one invoice.</source>
        <translation>把两张关联为同一张发票。</translation>
    </message>
    <message>
        <source>Look at the face, then link it with {to}.</source>
        <translation>核对票面后，与 {to} 关联。</translation>
    </message>
    <message>
        <source>Look at the face and link it with the right one: {keys}.</source>
        <translation>核对票面，与正确的一张关联：{keys}。</translation>
    </message>
    <message>
        <source>Enter it in the ledger from the tax bureau&apos;s record.</source>
        <translation>按税局数据补录入账。</translation>
    </message>
    <message>
        <source>Ask the seller: {party}.</source>
        <translation>联系销方：{party}。</translation>
    </message>
    <message>
        <source>Ask {party} for a red letter and a new invoice with our name and tax ID.</source>
        <translation>请{party}红冲，并按本公司正确的名称和税号重开。</translation>
    </message>
    <message>
        <source>If it is our purchase, ask {party} for a red letter and a new invoice with our name and tax ID; if not, take it out of the ledger.</source>
        <translation>先确认是不是本公司的业务：是，请{party}红冲，并按本公司名称和税号重开；不是，从台账中移除。</translation>
    </message>
    <message>
        <source>Ask {party} for a red letter and a new invoice with our present name.</source>
        <translation>请{party}红冲，并按本公司现名重开。</translation>
    </message>
    <message>
        <source>Ask {party} to send the invoice.</source>
        <translation>请{party}把发票寄来或发来。</translation>
    </message>
    <message>
        <source>Ask {party} about this invoice; do not book or pay it before.</source>
        <translation>向{party}核实这张发票；核实前不要入账或付款。</translation>
    </message>
    <message>
        <source>Ask the buyer: {party}.</source>
        <translation>联系购方：{party}。</translation>
    </message>
    <message>
        <source>Ask the tax bureau.</source>
        <translation>咨询税局。</translation>
    </message>
    <message>
        <source>Export the list again from the tax bureau, whole and without a filter: {file}.</source>
        <translation>到电子税务局不加筛选地重新完整导出：{file}。</translation>
    </message>
    <message>
        <source>Export the invoices of {since} to {until} from the tax bureau and import the list.</source>
        <translation>到电子税务局导出 {since} 至 {until} 的发票，再导入。</translation>
    </message>
    <message>
        <source>Look under our former tax ID at the tax bureau, or ask for it there.</source>
        <translation>到电子税务局用曾用税号查询，或咨询税局。</translation>
    </message>
    <message>
        <source>Ask the tax bureau about this invoice.</source>
        <translation>就这张发票咨询税局。</translation>
    </message>
    <message>
        <source>Wait until {until}, then import a new list.</source>
        <translation>等到 {until} 以后重新导出并导入清单。</translation>
    </message>
    <message>
        <source>Verify the invoice.</source>
        <translation>查验这张发票。</translation>
    </message>
    <message>
        <source>Look at the face: if it is {twin} once more, put this one into the recycle bin.</source>
        <translation>核对票面：若与 {twin} 是同一张，把这一张移入回收站。</translation>
    </message>
    <message>
        <source>Start a red letter.</source>
        <translation>发起红冲。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: mark it as ignored.</source>
        <translation>无需处理，标记为忽略即可。</translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation>已红冲</translation>
    </message>
    <message>
        <source>Part reversed</source>
        <translation>部分红冲</translation>
    </message>
    <message>
        <source>Out of control</source>
        <translation>失控</translation>
    </message>
    <message>
        <source>Abnormal</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>All fields</source>
        <translation>全部字段</translation>
    </message>
    <message>
        <source>Net + tax</source>
        <translation>金额 + 税额</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>补录</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 行明细</translation>
    </message>
    <message>
        <source>{n} lines</source>
        <translation>{n} 行明细</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>复制号码</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>已录入</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>示例数据</translation>
    </message>
    <message>
        <source>Leave the samples</source>
        <translation>退出示例</translation>
    </message>
    <message>
        <source>Opening the ledger…</source>
        <translation>正在打开台账…</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>1 agrees</source>
        <translation>一致 1 张</translation>
    </message>
    <message>
        <source>{n} agree</source>
        <translation>一致 {n} 张</translation>
    </message>
    <message>
        <source>1 differs</source>
        <translation>不一致 1 张</translation>
    </message>
    <message>
        <source>{n} differ</source>
        <translation>不一致 {n} 张</translation>
    </message>
    <message>
        <source>1 only in ours</source>
        <translation>只在我方 1 张</translation>
    </message>
    <message>
        <source>{n} only in ours</source>
        <translation>只在我方 {n} 张</translation>
    </message>
    <message>
        <source>1 only in theirs</source>
        <translation>只在税局 1 张</translation>
    </message>
    <message>
        <source>{n} only in theirs</source>
        <translation>只在税局 {n} 张</translation>
    </message>
    <message>
        <source>1 put off</source>
        <translation>等待中 1 张</translation>
    </message>
    <message>
        <source>{n} put off</source>
        <translation>等待中 {n} 张</translation>
    </message>
    <message>
        <source>1 decided</source>
        <translation>已处理 1 张</translation>
    </message>
    <message>
        <source>{n} decided</source>
        <translation>已处理 {n} 张</translation>
    </message>
    <message>
        <source>Sum of differences (without red letters)</source>
        <translation>差额合计（不含红冲）</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>1 invoice agrees</source>
        <translation>1 张一致</translation>
    </message>
    <message>
        <source>{n} invoices agree</source>
        <translation>{n} 张一致</translation>
    </message>
    <message>
        <source>Every fact that both sides hold is the same. Nothing needs to be done.</source>
        <translation>双方都有的各项都相同，不用处理。</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有</translation>
    </message>
    <message>
        <source>What you decide to wait for, ask or ignore is kept here.</source>
        <translation>决定等待、询问或忽略的会留在这里。</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>这里没有</translation>
    </message>
    <message>
        <source>No discrepancy of this kind is open.</source>
        <translation>这一类没有待处理的差异。</translation>
    </message>
    <message>
        <source>{n} waits for verification</source>
        <translation>待查验 {n} 张</translation>
    </message>
    <message>
        <source>{n} wait for verification</source>
        <translation>待查验 {n} 张</translation>
    </message>
    <message>
        <source>its file is not there now</source>
        <translation>现在看不到文件</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>还没有备份</translation>
    </message>
    <message>
        <source>Last proven backup: today</source>
        <translation>最近一次已证实的备份：今天</translation>
    </message>
    <message>
        <source>Last proven backup: yesterday</source>
        <translation>最近一次已证实的备份：昨天</translation>
    </message>
    <message>
        <source>Last proven backup: {n} days ago</source>
        <translation>最近一次已证实的备份：{n} 天前</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Number, name, amount, goods, remark, tag</source>
        <translation>号码、名称、金额、货物、备注、标签</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>These look like another company&apos;s invoices</source>
        <translation>这些看来是另一家公司的发票</translation>
    </message>
    <message>
        <source>1 invoice of “{file}” was looked at; {others} of them name {company} nowhere.</source>
        <translation>已看“{file}”中的 1 张发票，其中 {others} 张的销方、购方都不是{company}。</translation>
    </message>
    <message>
        <source>{n} invoices of “{file}” were looked at; {others} name {company} nowhere.</source>
        <translation>已看“{file}”中的 {n} 张发票，其中 {others} 张的销方、购方都不是{company}。</translation>
    </message>
    <message>
        <source>Import them all the same</source>
        <translation>仍然导入</translation>
    </message>
    <message>
        <source>Nothing was written yet.</source>
        <translation>尚未写入任何数据。</translation>
    </message>
    <message>
        <source>What is {file}?</source>
        <translation>{file} 是什么文件？</translation>
    </message>
    <message>
        <source>Its header row was not recognised.</source>
        <translation>没有认出它的表头。</translation>
    </message>
    <message>
        <source>My ledger</source>
        <translation>我的台账</translation>
    </message>
    <message>
        <source>A list of the tax bureau</source>
        <translation>税局导出的清单</translation>
    </message>
    <message>
        <source>It is used for this file alone and kept nowhere. The file stays locked.</source>
        <translation>密码只用于这个文件，不作任何保存；原件保持加密。</translation>
    </message>
    <message>
        <source>It is used for the {n} locked files in it and kept nowhere.</source>
        <translation>密码用于其中 {n} 个加密文件，不作任何保存。</translation>
    </message>
    <message>
        <source>Password of {file}</source>
        <translation>{file} 的密码</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Undo the import of {file}?</source>
        <translation>撤销导入“{file}”？</translation>
    </message>
    <message>
        <source>Its invoices go into the recycle bin, files that it attached are taken off, and what it put into the queue leaves it. What a person changed since stays.</source>
        <translation>新增的发票移入回收站，附上的原件取下，待看的条目撤出；之后由人改动过的保持不变。</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销这次导入</translation>
    </message>
    <message>
        <source>1 thing stays as it is</source>
        <translation>1 项保持不变</translation>
    </message>
    <message>
        <source>{n} things stay as they are</source>
        <translation>{n} 项保持不变</translation>
    </message>
    <message>
        <source>All else was undone.</source>
        <translation>其余均已撤销。</translation>
    </message>
    <message>
        <source>What stays</source>
        <translation>保持不变的</translation>
    </message>
    <message>
        <source>They are not followed. Open one in a browser if you know its sender.</source>
        <translation>程序不会打开这些链接。确认发件人可靠后，请在浏览器中自行打开。</translation>
    </message>
    <message>
        <source>Mails that hold only links</source>
        <translation>只有链接的邮件</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Every row is in.</source>
        <translation>每一行都已导入。</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Invoices, pictures, workbooks</source>
        <translation>发票、图片、表格</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>导入文件夹</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV file (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>导出清单</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>导出当前结果</translation>
    </message>
    <message>
        <source>Invoices</source>
        <translation>发票</translation>
    </message>
    <message>
        <source>Exporting CSV</source>
        <translation>正在导出 CSV</translation>
    </message>
    <message>
        <source>Exporting to Excel</source>
        <translation>正在导出 Excel</translation>
    </message>
    <message>
        <source>Cancel leaves no half file.</source>
        <translation>取消后不留半份文件</translation>
    </message>
    <message>
        <source>Export stopped; no file was left behind</source>
        <translation>导出已停止，没有留下半份文件</translation>
    </message>
    <message>
        <source>{n} invoices in {file}</source>
        <translation>{n} 张发票已写入 {file}</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清空查找</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>The recycle bin is empty</source>
        <translation>回收站是空的</translation>
    </message>
    <message>
        <source>All words and conditions must hold; take some of them away.</source>
        <translation>所有词语和条件须同时满足，去掉一些再试。</translation>
    </message>
    <message>
        <source>Nothing meets these conditions</source>
        <translation>没有符合这些条件的发票</translation>
    </message>
    <message>
        <source>1 invoice</source>
        <translation>共 1 张</translation>
    </message>
    <message>
        <source>{n} invoices</source>
        <translation>共 {n} 张</translation>
    </message>
    <message>
        <source>1 red letter among them</source>
        <translation>含红字 1 张</translation>
    </message>
    <message>
        <source>{n} red letters among them</source>
        <translation>含红字 {n} 张</translation>
    </message>
    <message>
        <source>1 voided</source>
        <translation>作废 1 张</translation>
    </message>
    <message>
        <source>{n} voided</source>
        <translation>作废 {n} 张</translation>
    </message>
    <message>
        <source>Direction not known</source>
        <translation>方向未知</translation>
    </message>
    <message>
        <source>{side}: {n} · net {net} · tax {tax} · total {total}</source>
        <translation>{side}：{n} 张 · 金额 {net} · 税额 {tax} · 价税合计 {total}</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”</source>
        <translation>没有找到“{text}”</translation>
    </message>
    <message>
        <source>All words must occur; try fewer of them, or a part of the number.</source>
        <translation>每个词都要出现才算找到；可以少写几个词，或只写号码的一部分。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Until then it stands under “Waiting”.</source>
        <translation>在此之前列在“等待中”。</translation>
    </message>
    <message>
        <source>Up to and including</source>
        <translation>等到（含当日）</translation>
    </message>
    <message>
        <source>Which one is {number}?</source>
        <translation>{number} 对应哪一张？</translation>
    </message>
    <message>
        <source>{party}, {day}, {amount}. Look at the face of the invoice before you choose.</source>
        <translation>{party}，{day}，{amount}。请先看票面再选。</translation>
    </message>
    <message>
        <source>Link these two</source>
        <translation>配对这两张</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Ask about {number}</source>
        <translation>询问 {number}</translation>
    </message>
    <message>
        <source>Copy, and keep as asked</source>
        <translation>复制，并记为已询问</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Show it again after this day (empty: not)</source>
        <translation>过了这天再提醒（留空则不提醒）</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the text</source>
        <translation>保存文本</translation>
    </message>
    <message>
        <source>{what}: {which}</source>
        <translation>{what}：{which}</translation>
    </message>
    <message>
        <source>in 3 days</source>
        <translation>3 天后</translation>
    </message>
    <message>
        <source>in a week</source>
        <translation>一周后</translation>
    </message>
    <message>
        <source>end of month</source>
        <translation>月底</translation>
    </message>
    <message>
        <source>next 15th</source>
        <translation>下个 15 日</translation>
    </message>
    <message>
        <source>To the counterpart</source>
        <translation>给对方</translation>
    </message>
    <message>
        <source>To the tax bureau</source>
        <translation>给税局</translation>
    </message>
    <message>
        <source>To the boss</source>
        <translation>给老板</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>开票日期</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>发票代码</translation>
    </message>
    <message>
        <source>Seller tax ID</source>
        <translation>销方识别号</translation>
    </message>
    <message>
        <source>Buyer tax ID</source>
        <translation>购方识别号</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>货物或劳务</translation>
    </message>
    <message>
        <source>Entered on</source>
        <translation>录入日期</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红字</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>票种</translation>
    </message>
    <message>
        <source>Kind not known</source>
        <translation>票种未知</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>可选项</translation>
    </message>
    <message>
        <source>“{text}” is no tax rate.</source>
        <translation>“{text}”不是税率。</translation>
    </message>
    <message>
        <source>Just entered</source>
        <translation>刚录入</translation>
    </message>
    <message>
        <source>To verify</source>
        <translation>待查验</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Undo last</source>
        <translation>撤销上一张</translation>
    </message>
    <message>
        <source>What you enter will stand here</source>
        <translation>录入的发票会列在这里</translation>
    </message>
    <message>
        <source>The newest stands at the top, with its state.</source>
        <translation>最新的在最上面，并标明状态。</translation>
    </message>
    <message>
        <source>1 today</source>
        <translation>今天 1 张</translation>
    </message>
    <message>
        <source>{n} today</source>
        <translation>今天 {n} 张</translation>
    </message>
    <message>
        <source>not saved {n}</source>
        <translation>未保存 {n}</translation>
    </message>
    <message>
        <source>to be confirmed {n}</source>
        <translation>待核对 {n} 张</translation>
    </message>
    <message>
        <source>duplicate {n}</source>
        <translation>重复 {n}</translation>
    </message>
    <message>
        <source>not read {n}</source>
        <translation>读不出 {n} 个</translation>
    </message>
    <message>
        <source>no invoice {n}</source>
        <translation>非发票 {n}</translation>
    </message>
    <message>
        <source>Besides: {what}; not counted</source>
        <translation>另有 {what}，不计入</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>发票号码</translation>
    </message>
    <message>
        <source>Seller</source>
        <translation>销方</translation>
    </message>
    <message>
        <source>No tax</source>
        <translation>缺税额</translation>
    </message>
    <message>
        <source>No net</source>
        <translation>缺金额</translation>
    </message>
    <message>
        <source>No total</source>
        <translation>缺价税合计</translation>
    </message>
    <message>
        <source>No seller</source>
        <translation>缺销方</translation>
    </message>
    <message>
        <source>No buyer</source>
        <translation>缺购方</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>有缺项</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>No invoice</source>
        <translation>非发票</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>读不出</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>待核对</translation>
    </message>
    <message>
        <source>Page {n} of {all}</source>
        <translation>第 {n} 页，共 {all} 页</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>购方</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>税额</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>价税合计</translation>
    </message>
    <message>
        <source>Original in this archive</source>
        <translation>档案内的原件</translation>
    </message>
    <message>
        <source>Archive of invoices {year}</source>
        <translation>{year} 年发票档案</translation>
    </message>
    <message>
        <source>The invoices of your ledger will stand here</source>
        <translation>台账里的发票会在这里，随时查得到</translation>
    </message>
    <message>
        <source>Begin with the workbook you have kept so far: every row becomes an invoice.</source>
        <translation>先导入您一直在记的 Excel 台账：每一行成为一张发票。</translation>
    </message>
    <message>
        <source>The printed code is then the only key: without it nobody can open the data.</source>
        <translation>这样，打印的恢复码就是唯一的钥匙：没有它，谁也打不开数据。</translation>
    </message>
    <message>
        <source>Recovery code. Write it down twice, in two places; it is shown only now:</source>
        <translation>恢复码。请抄写两份，放在两处；只在此时显示：</translation>
    </message>
    <message>
        <source>Not imported:</source>
        <translation>未导入：</translation>
    </message>
    <message>
        <source>Needs a look:</source>
        <translation>需看：</translation>
    </message>
    <message>
        <source>The ledger is whole.</source>
        <translation>台账完好。</translation>
    </message>
    <message>
        <source>The ledger is damaged. Stop entering, and keep a copy of the data folder.</source>
        <translation>台账已损坏。请停止录入，并把数据文件夹另存一份。</translation>
    </message>
    <message>
        <source>Every step held.</source>
        <translation>每一步都通过。</translation>
    </message>
    <message>
        <source>A step failed; nothing of yours was touched.</source>
        <translation>有一步没有通过；您的数据没有被动过。</translation>
    </message>
    <message>
        <source>Stopped. What was done before is kept and whole.</source>
        <translation>已停止。之前完成的都完整保留。</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>开票日期</translation>
    </message>
    <message>
        <source>linked with {to}</source>
        <translation>与 {to} 配对</translation>
    </message>
    <message>
        <source>entered late from the tax bureau&apos;s record</source>
        <translation>按税局记录补录</translation>
    </message>
    <message>
        <source>waits until {day}</source>
        <translation>等到 {day}</translation>
    </message>
    <message>
        <source>opened again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>needs its own look: {what}</source>
        <translation>需单独处理：{what}</translation>
    </message>
    <message>
        <source>Corrected; the old version stays in the history</source>
        <translation>已更正，原值留在经过里</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags, apart by blanks</source>
        <translation>标签，用空格隔开</translation>
    </message>
    <message>
        <source>Take tags away</source>
        <translation>去掉标签</translation>
    </message>
    <message>
        <source>Category; empty for none</source>
        <translation>分类，留空表示不分类</translation>
    </message>
    <message>
        <source>Taking the change back</source>
        <translation>正在撤销</translation>
    </message>
    <message>
        <source>Cancel leaves the rest to another undo.</source>
        <translation>取消后，余下的可再次撤销</translation>
    </message>
    <message>
        <source>Stopped after 1 invoice.</source>
        <translation>已停止，改了 1 张。</translation>
    </message>
    <message>
        <source>Stopped after {n} invoices.</source>
        <translation>已停止，改了 {n} 张。</translation>
    </message>
    <message>
        <source>Looking at what would change</source>
        <translation>正在查看会改动什么</translation>
    </message>
    <message>
        <source>Nothing is changed yet.</source>
        <translation>尚未改动。</translation>
    </message>
    <message>
        <source>Cancel keeps what is done; undo takes it back.</source>
        <translation>取消后已改的保留，可撤销</translation>
    </message>
    <message>
        <source>1 could not be changed.</source>
        <translation>1 张没能改动。</translation>
    </message>
    <message>
        <source>{n} could not be changed.</source>
        <translation>{n} 张没能改动。</translation>
    </message>
    <message>
        <source>Nothing had to be changed</source>
        <translation>没有需要改动的</translation>
    </message>
    <message>
        <source>Taken back, 1 invoice</source>
        <translation>已撤销，共 1 张</translation>
    </message>
    <message>
        <source>Taken back, {n} invoices</source>
        <translation>已撤销，共 {n} 张</translation>
    </message>
    <message>
        <source>1 more waits for verification</source>
        <translation>已将 1 张列入待查验</translation>
    </message>
    <message>
        <source>{n} more wait for verification</source>
        <translation>已将 {n} 张列入待查验</translation>
    </message>
    <message>
        <source>All of them wait already</source>
        <translation>所选发票都已在待查验中</translation>
    </message>
    <message>
        <source>There is nothing to take back</source>
        <translation>没有可以撤销的改动</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>将会怎样</translation>
    </message>
    <message>
        <source>Show what changes</source>
        <translation>先看会改什么</translation>
    </message>
    <message>
        <source>Change this invoice</source>
        <translation>改动这张发票</translation>
    </message>
    <message>
        <source>It can be undone afterwards with {keys}.</source>
        <translation>改动后可按 {keys} 撤销。</translation>
    </message>
    <message>
        <source>They wait behind what waits already. What is confirmed is asked about once more; a service may charge for each.</source>
        <translation>排在已有的待查验发票之后。查验过的也会再查一次，每张都可能由服务商收费。</translation>
    </message>
    <message>
        <source>Verify 1 invoice?</source>
        <translation>查验 1 张发票？</translation>
    </message>
    <message>
        <source>Verify {n} invoices?</source>
        <translation>查验 {n} 张发票？</translation>
    </message>
    <message>
        <source>Queue 1 invoice</source>
        <translation>将 1 张列入待查验</translation>
    </message>
    <message>
        <source>Queue {n} invoices</source>
        <translation>将 {n} 张列入待查验</translation>
    </message>
    <message>
        <source>1 is so already.</source>
        <translation>1 张本来就是这样。</translation>
    </message>
    <message>
        <source>{n} are so already.</source>
        <translation>{n} 张本来就是这样。</translation>
    </message>
    <message>
        <source>1 cannot be changed.</source>
        <translation>1 张不能改动。</translation>
    </message>
    <message>
        <source>{n} cannot be changed.</source>
        <translation>{n} 张不能改动。</translation>
    </message>
    <message>
        <source>Tag {n} with “{what}”</source>
        <translation>给 {n} 张加上标签“{what}”</translation>
    </message>
    <message>
        <source>Take “{what}” from {n}</source>
        <translation>从 {n} 张去掉标签“{what}”</translation>
    </message>
    <message>
        <source>Take {n} out of their category</source>
        <translation>取消 {n} 张的分类</translation>
    </message>
    <message>
        <source>Put {n} into “{what}”</source>
        <translation>把 {n} 张归入“{what}”</translation>
    </message>
    <message>
        <source>Move {n} to the recycle bin</source>
        <translation>把 {n} 张移入回收站</translation>
    </message>
    <message>
        <source>Take {n} out of the recycle bin</source>
        <translation>从回收站取回 {n} 张</translation>
    </message>
    <message>
        <source>Correct {n}</source>
        <translation>更正 {n} 张</translation>
    </message>
    <message>
        <source>Throw 1 invoice away</source>
        <translation>将 1 张移入回收站</translation>
    </message>
    <message>
        <source>Throw {n} invoices away</source>
        <translation>将 {n} 张移入回收站</translation>
    </message>
    <message>
        <source>Take 1 invoice out</source>
        <translation>取回 1 张发票</translation>
    </message>
    <message>
        <source>Take {n} invoices out</source>
        <translation>取回 {n} 张发票</translation>
    </message>
    <message>
        <source>Change 1 invoice</source>
        <translation>改动 1 张发票</translation>
    </message>
    <message>
        <source>Change {n} invoices</source>
        <translation>改动 {n} 张发票</translation>
    </message>
    <message>
        <source>Tagging</source>
        <translation>正在改标签</translation>
    </message>
    <message>
        <source>Categorising</source>
        <translation>正在分类</translation>
    </message>
    <message>
        <source>Moving to the recycle bin</source>
        <translation>正在移入回收站</translation>
    </message>
    <message>
        <source>Changing</source>
        <translation>正在改动</translation>
    </message>
    <message>
        <source>{n} tagged with “{what}”</source>
        <translation>已给 {n} 张加上标签“{what}”</translation>
    </message>
    <message>
        <source>“{what}” taken from {n}</source>
        <translation>已从 {n} 张去掉标签“{what}”</translation>
    </message>
    <message>
        <source>{n} put into “{what}”</source>
        <translation>已把 {n} 张归入“{what}”</translation>
    </message>
    <message>
        <source>{n} without a category now</source>
        <translation>{n} 张已不分类</translation>
    </message>
    <message>
        <source>{n} in the recycle bin</source>
        <translation>{n} 张已移入回收站</translation>
    </message>
    <message>
        <source>{n} taken out of the recycle bin</source>
        <translation>已从回收站取回 {n} 张</translation>
    </message>
    <message>
        <source>{n} corrected</source>
        <translation>已更正 {n} 张</translation>
    </message>
    <message>
        <source>Wait until…</source>
        <translation>等到…</translation>
    </message>
    <message>
        <source>Ignore…</source>
        <translation>忽略…</translation>
    </message>
    <message>
        <source>1 selected</source>
        <translation>已选 1 张</translation>
    </message>
    <message>
        <source>{n} selected</source>
        <translation>已选 {n} 张</translation>
    </message>
    <message>
        <source>These need a look one by one; together they can wait or be ignored.</source>
        <translation>这些要逐张处理；可以一起等待或忽略。</translation>
    </message>
    <message>
        <source>{n} will be changed in one step, {amount} in all; Ctrl+Z takes it back.</source>
        <translation>{n} 张一步处理，合计 {amount}；Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>1 stays as it is, for its step is another.</source>
        <translation>另有 1 张处理方法不同，保持原样。</translation>
    </message>
    <message>
        <source>{n} stay as they are, for their step is another.</source>
        <translation>另有 {n} 张处理方法不同，保持原样。</translation>
    </message>
    <message>
        <source>Correct 1 of ours</source>
        <translation>按税局改正 1 张</translation>
    </message>
    <message>
        <source>Correct {n} of ours</source>
        <translation>按税局改正 {n} 张</translation>
    </message>
    <message>
        <source>Link 1 pair</source>
        <translation>配对 1 对</translation>
    </message>
    <message>
        <source>Link {n} pairs</source>
        <translation>配对 {n} 对</translation>
    </message>
    <message>
        <source>Enter 1 late</source>
        <translation>补录 1 张</translation>
    </message>
    <message>
        <source>Enter {n} late</source>
        <translation>补录 {n} 张</translation>
    </message>
    <message>
        <source>Let 1 wait</source>
        <translation>等待 1 张</translation>
    </message>
    <message>
        <source>Let {n} wait</source>
        <translation>等待 {n} 张</translation>
    </message>
    <message>
        <source>Reopen 1</source>
        <translation>重新打开 1 张</translation>
    </message>
    <message>
        <source>Reopen {n}</source>
        <translation>重新打开 {n} 张</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Write days as 2026-10-01 or 20261001.</source>
        <translation>日期写作 2026-10-01 或 20261001。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Write amounts as 300 or 1,234.50.</source>
        <translation>金额写作 300 或 1,234.50。</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Correct the invoice</source>
        <translation>更正发票</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>发票状态</translation>
    </message>
    <message>
        <source>Why? It stays in the history</source>
        <translation>更正原因（记入经过）</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>“{text}” cannot be read here.</source>
        <translation>此处无法识别“{text}”。</translation>
    </message>
    <message>
        <source>The reason is missing.</source>
        <translation>还缺更正原因。</translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation>{field}：{old} → {new}</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The data folder is ready: {folder}</source>
        <translation>数据文件夹已建好：{folder}</translation>
    </message>
    <message>
        <source>Added {added}, updated {updated}, unchanged {unchanged}, originals {attached}.</source>
        <translation>新增 {added}，补全 {updated}，未变 {unchanged}，附上原件 {attached}。</translation>
    </message>
    <message>
        <source>Tax bureau&apos;s records: added {added}, updated {updated}, unchanged {unchanged}.</source>
        <translation>税局数据：新增 {added} 条，更新 {updated} 条，未变 {unchanged} 条。</translation>
    </message>
    <message>
        <source>The report is in {file}.</source>
        <translation>报告已写入 {file}。</translation>
    </message>
    <message>
        <source>Verified: {done}. Still waiting: {waiting}.</source>
        <translation>已查验 {done} 张，还有 {waiting} 张等待。</translation>
    </message>
    <message>
        <source>Invoices of {year}: {company} ({tax_id})</source>
        <translation>{year} 年发票：{company}（{tax_id}）</translation>
    </message>
    <message>
        <source>Written on {at}; {invoices} invoices, {without} of them without an original.</source>
        <translation>写入时间 {at}；共 {invoices} 张发票，其中 {without} 张没有原件。</translation>
    </message>
    <message>
        <source>originals/ holds every original exactly as it arrived, by month.</source>
        <translation>originals/ 按月存放全部原件，与收到时逐字节一致。</translation>
    </message>
    <message>
        <source>index.xlsx lists the invoices, their files, and what was decided about them.</source>
        <translation>index.xlsx 列出发票、原件文件以及处理决定。</translation>
    </message>
    <message>
        <source>{data} holds the same for machines.</source>
        <translation>{data} 是同样内容的机器可读文件。</translation>
    </message>
    <message>
        <source>{sums} holds the SHA-256 of every file; `sha256sum -c` proves them.</source>
        <translation>{sums} 记录每个文件的 SHA-256，可用 `sha256sum -c` 核验。</translation>
    </message>
    <message>
        <source>This archive is not encrypted: whoever has it can read it. No program is needed.</source>
        <translation>本归档未加密：拿到的人都能阅读，不需要任何专用程序。</translation>
    </message>
    <message>
        <source>Verifications</source>
        <translation>查验记录</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>审计线索</translation>
    </message>
    <message>
        <source>Name on arrival</source>
        <translation>收到时文件名</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节数</translation>
    </message>
    <message>
        <source>Asked of</source>
        <translation>查验渠道</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>计费</translation>
    </message>
    <message>
        <source>{n} discrepancy decided.</source>
        <translation>已处理 {n} 项差异。</translation>
    </message>
    <message>
        <source>{n} discrepancies decided.</source>
        <translation>已处理 {n} 项差异。</translation>
    </message>
    <message>
        <source>Name one key or more, and then what is decided.</source>
        <translation>请先给出一个或多个发票号码，再给出处理方式。</translation>
    </message>
    <message>
        <source>Discrepancy</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Waiting for verification</source>
        <translation>待查验</translation>
    </message>
    <message>
        <source>Nothing waits for verification</source>
        <translation>没有待查验的发票</translation>
    </message>
    <message>
        <source>Set up a service…</source>
        <translation>设置查验服务…</translation>
    </message>
    <message>
        <source>Open verification</source>
        <translation>到查验页</translation>
    </message>
    <message>
        <source>the newest {n} are shown</source>
        <translation>显示最新 {n} 张</translation>
    </message>
    <message>
        <source>Check on the official site…</source>
        <translation>到官方平台查验…</translation>
    </message>
    <message>
        <source>{n} invoice waits</source>
        <translation>{n} 张待查验</translation>
    </message>
    <message>
        <source>{n} invoices wait</source>
        <translation>{n} 张待查验</translation>
    </message>
    <message>
        <source>the first {n} are shown</source>
        <translation>只显示前 {n} 张</translation>
    </message>
    <message>
        <source>To the front</source>
        <translation>优先查验</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>排到最后</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续查验</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停查验</translation>
    </message>
    <message>
        <source>Ask once more, it may be charged again</source>
        <translation>再查一次（可能再次计费）</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>不再查验（移出队列）</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>待查验</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>等到明天</translation>
    </message>
    <message>
        <source>{why} ({until})</source>
        <translation>{why}（{until}）</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>等待起始</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>建议处理</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>{n} invoice found.</source>
        <translation>找到 {n} 张发票。</translation>
    </message>
    <message>
        <source>{n} invoices found.</source>
        <translation>找到 {n} 张发票。</translation>
    </message>
    <message>
        <source>{count} invoices written to {file}.</source>
        <translation>已把 {count} 张发票写入 {file}。</translation>
    </message>
    <message>
        <source>The key is in this computer&apos;s keyring again.</source>
        <translation>密钥已重新存入这台电脑的凭据管理器。</translation>
    </message>
    <message>
        <source>Name a backup file, or --undo.</source>
        <translation>请指定一个备份文件，或用 --undo。</translation>
    </message>
    <message>
        <source>Backup made and proven: {count} invoices in {file}.</source>
        <translation>备份已做好并证实：{file}，共 {count} 张发票。</translation>
    </message>
    <message>
        <source>Name one folder, or --all, or --due.</source>
        <translation>请只指定一个文件夹，或用 --all，或用 --due。</translation>
    </message>
    <message>
        <source>No backup is due.</source>
        <translation>现在不需要备份。</translation>
    </message>
    <message>
        <source>The backup {file} could not be restored whole: {what}.</source>
        <translation>备份 {file} 演练恢复不完整：{what}。</translation>
    </message>
    <message>
        <source>The backup {file} was restored for a trial: all {count} invoices hold.</source>
        <translation>备份 {file} 演练恢复通过：{count} 张发票全部一致。</translation>
    </message>
    <message>
        <source>The recovery sheet opens it.</source>
        <translation>恢复凭证可以打开它。</translation>
    </message>
    <message>
        <source>Archive written and proven: {count} invoices, {originals} originals in {target}; {without} have no original.</source>
        <translation>归档已写入并核验：{count} 张发票、{originals} 份原件，位于 {target}；{without} 张没有原件。</translation>
    </message>
    <message>
        <source>It is not encrypted.</source>
        <translation>归档未加密。</translation>
    </message>
    <message>
        <source>{folder} is not there; it is caught up when it is back.</source>
        <translation>{folder} 现在不在；接上后会自动补备份。</translation>
    </message>
    <message>
        <source>Restored: {count} invoices.</source>
        <translation>已恢复：{count} 张发票。</translation>
    </message>
    <message>
        <source>The ledger from before is kept in {kept}; `restore --undo` goes back to it.</source>
        <translation>原来的台账保留在 {kept}；用 `restore --undo` 可以回到它。</translation>
    </message>
    <message>
        <source>Back to the ledger from before: {count} invoices.</source>
        <translation>已回到原来的台账：{count} 张发票。</translation>
    </message>
    <message>
        <source>Company: {company} ({tax_id})</source>
        <translation>公司：{company}（{tax_id}）</translation>
    </message>
    <message>
        <source>Made: {made_at}, by version {version}</source>
        <translation>备份时间：{made_at}，程序版本 {version}</translation>
    </message>
    <message>
        <source>Invoices: {invoices}, originals: {originals}</source>
        <translation>发票 {invoices} 张，原件 {originals} 份</translation>
    </message>
    <message>
        <source>Newest entry: {newest}</source>
        <translation>最近一次录入：{newest}</translation>
    </message>
    <message>
        <source>The recovery sheet is in {file}. Print it, then delete the file.</source>
        <translation>恢复凭证已存到 {file}。请打印，然后删除这个文件。</translation>
    </message>
    <message>
        <source>These backups still need an older code; keep it as long as you keep them:</source>
        <translation>下列备份仍要用旧的恢复码；保留备份多久，就保留旧码多久：</translation>
    </message>
    <message>
        <source>The option {option} needs a value.</source>
        <translation>选项 {option} 需要一个值。</translation>
    </message>
    <message>
        <source>The program made a mistake ({kind}) and stopped. Your data is unharmed. Where it happened stands in the log of the data folder.</source>
        <translation>程序出错（{kind}），已停止。您的数据完好。出错的位置记在数据文件夹的日志里。</translation>
    </message>
    <message>
        <source>Scan the QR codes of paper invoices</source>
        <translation>扫描纸质发票的二维码</translation>
    </message>
    <message>
        <source>Read e-invoice files</source>
        <translation>读取电子发票文件</translation>
    </message>
    <message>
        <source>Make an encrypted ledger</source>
        <translation>新建加密台账</translation>
    </message>
    <message>
        <source>Import a ledger workbook</source>
        <translation>导入台账工作簿</translation>
    </message>
    <message>
        <source>Import it again: nothing changes</source>
        <translation>再导入一次：没有变化</translation>
    </message>
    <message>
        <source>Import an export of the tax bureau</source>
        <translation>导入税局导出结果</translation>
    </message>
    <message>
        <source>Compare the ledger with it</source>
        <translation>与台账核对</translation>
    </message>
    <message>
        <source>Explain what does not agree</source>
        <translation>说明不符的原因</translation>
    </message>
    <message>
        <source>Decide about two of them</source>
        <translation>处理其中两项</translation>
    </message>
    <message>
        <source>Import a newer export: nothing is reopened</source>
        <translation>导入更新的导出结果：已处理的不再打开</translation>
    </message>
    <message>
        <source>Enter what was scanned and read</source>
        <translation>录入扫描和读取的发票</translation>
    </message>
    <message>
        <source>Look something up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Export the ledger</source>
        <translation>导出台账</translation>
    </message>
    <message>
        <source>Read the export into a second ledger, compare every record</source>
        <translation>把导出的台账读入第二本台账，逐条比对</translation>
    </message>
    <message>
        <source>Check that everything is whole</source>
        <translation>检查是否一切完好</translation>
    </message>
    <message>
        <source>Make one proven backup</source>
        <translation>做一个经过证实的备份</translation>
    </message>
    <message>
        <source>Restore it into a second folder, compare every record</source>
        <translation>恢复到第二个文件夹，逐条比对</translation>
    </message>
    <message>
        <source>This could not be done.</source>
        <translation>这一步没有完成。</translation>
    </message>
    <message>
        <source>Your data is unharmed.</source>
        <translation>您的数据完好。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, look into the log.</source>
        <translation>请再试一次；仍然不行，请看日志。</translation>
    </message>
    <message>
        <source>Nothing was entered.</source>
        <translation>没有录入。</translation>
    </message>
    <message>
        <source>These numbers name no invoice.</source>
        <translation>这些号码不能确定一张发票。</translation>
    </message>
    <message>
        <source>Give the 20 digits, or the invoice code together with its number.</source>
        <translation>请输入 20 位号码，或发票代码加发票号码。</translation>
    </message>
    <message>
        <source>The invoice is not complete. {problems}</source>
        <translation>这张发票还不完整。{problems}</translation>
    </message>
    <message>
        <source>Add what is missing and enter it again.</source>
        <translation>请补上缺的内容再录入。</translation>
    </message>
    <message>
        <source>This invoice is in the ledger already, entered by {by} on {at}.</source>
        <translation>这张发票已经录入过，由 {by} 于 {at} 录入。</translation>
    </message>
    <message>
        <source>It was not entered a second time.</source>
        <translation>没有再录一次。</translation>
    </message>
    <message>
        <source>Look it up by its number to compare the two.</source>
        <translation>可按号码查询，与手上的这张对照。</translation>
    </message>
    <message>
        <source>This invoice is not in the ledger.</source>
        <translation>台账里没有这张发票。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有改动任何内容。</translation>
    </message>
    <message>
        <source>Check the number, or enter the invoice.</source>
        <translation>请核对号码，或录入这张发票。</translation>
    </message>
    <message>
        <source>This needs no look any more: it was settled.</source>
        <translation>这一条已经处理过，不再待看。</translation>
    </message>
    <message>
        <source>Look at what is still in the list.</source>
        <translation>请看列表中余下的。</translation>
    </message>
    <message>
        <source>This file is not kept in the ledger.</source>
        <translation>台账中没有保存这个文件。</translation>
    </message>
    <message>
        <source>Look the invoice up again to see what is kept of it.</source>
        <translation>请重新查询这张发票，看看保存了哪些原件。</translation>
    </message>
    <message>
        <source>The last entry cannot be taken back: {by} changed it on {at}.</source>
        <translation>最近一次录入无法撤销：{by} 已于 {at} 改动过这张发票。</translation>
    </message>
    <message>
        <source>It stands in the ledger as it is now.</source>
        <translation>它在台账中保持现状。</translation>
    </message>
    <message>
        <source>Look it up by its number and correct it there.</source>
        <translation>请按号码查到它，在那里更正。</translation>
    </message>
    <message>
        <source>What came before is in the ledger; nothing in the mailbox was changed.</source>
        <translation>此前取到的已入台账；邮箱里没有任何改动。</translation>
    </message>
    <message>
        <source>There is no password for the mailbox at {host} in the keyring.</source>
        <translation>凭据管理器中没有 {host} 邮箱的密码。</translation>
    </message>
    <message>
        <source>Enter the password in the settings once more.</source>
        <translation>请在设置中重新输入密码。</translation>
    </message>
    <message>
        <source>The mail server {host} cannot be reached: {reason}.</source>
        <translation>连不上邮件服务器 {host}：{reason}。</translation>
    </message>
    <message>
        <source>Check the name of the server and the network, then look for mail again.</source>
        <translation>请检查服务器名称和网络，然后重新收取。</translation>
    </message>
    <message>
        <source>The mail server {host} cannot prove that it is the one.</source>
        <translation>邮件服务器 {host} 的证书无法证明其身份。</translation>
    </message>
    <message>
        <source>Nothing was sent to it, no password either.</source>
        <translation>没有向它发送任何内容，包括密码。</translation>
    </message>
    <message>
        <source>Check the name of the server; if it is right, ask who runs it.</source>
        <translation>请检查服务器名称；名称无误时请询问服务商。</translation>
    </message>
    <message>
        <source>The mail server {host} accepts neither this user nor this password.</source>
        <translation>邮件服务器 {host} 不接受这个用户名或密码。</translation>
    </message>
    <message>
        <source>Many mail services want an authorisation code in place of the password.</source>
        <translation>许多邮箱要求用授权码代替密码。</translation>
    </message>
    <message>
        <source>There is no folder {folder} in the mailbox at {host}.</source>
        <translation>{host} 的邮箱中没有文件夹“{folder}”。</translation>
    </message>
    <message>
        <source>Check the name of the folder in the settings.</source>
        <translation>请检查设置中的文件夹名称。</translation>
    </message>
    <message>
        <source>Nothing was decided.</source>
        <translation>未作任何处理。</translation>
    </message>
    <message>
        <source>There is nothing to compare with yet.</source>
        <translation>还没有可供核对的税局数据。</translation>
    </message>
    <message>
        <source>Import an export of the tax bureau first (全量发票查询导出结果).</source>
        <translation>请先导入税局导出的“全量发票查询导出结果”。</translation>
    </message>
    <message>
        <source>No discrepancy of this key is there.</source>
        <translation>没有该号码对应的差异。</translation>
    </message>
    <message>
        <source>Reconcile once more, and take a key from its list.</source>
        <translation>请重新核对，并从差异清单中选取号码。</translation>
    </message>
    <message>
        <source>This cannot be decided about such a discrepancy: {decision}, {type}.</source>
        <translation>此类差异不能这样处理：{decision}（{type}）。</translation>
    </message>
    <message>
        <source>Choose what its cause proposes, or leave it out of the selection.</source>
        <translation>请按原因所建议的方式处理，或将其从所选中去掉。</translation>
    </message>
    <message>
        <source>The decision lacks something: {needs}.</source>
        <translation>处理还缺少内容：{needs}。</translation>
    </message>
    <message>
        <source>Add it, and decide again.</source>
        <translation>请补上后再处理。</translation>
    </message>
    <message>
        <source>The facts have changed since they were shown.</source>
        <translation>显示之后，数据已发生变化。</translation>
    </message>
    <message>
        <source>Reconcile once more, look at it again, and decide then.</source>
        <translation>请重新核对，看过之后再处理。</translation>
    </message>
    <message>
        <source>There is no change that could be taken back.</source>
        <translation>没有可以撤销的更改。</translation>
    </message>
    <message>
        <source>Look at the history of an invoice, to see what was done to it.</source>
        <translation>请查看发票的历史记录，了解做过哪些更改。</translation>
    </message>
    <message>
        <source>A correction needs a reason.</source>
        <translation>更正必须填写原因。</translation>
    </message>
    <message>
        <source>Say why the invoice is corrected; it stands in its history.</source>
        <translation>请写明更正原因，它会保留在发票的历史记录中。</translation>
    </message>
    <message>
        <source>There is no decision that could be taken back.</source>
        <translation>没有可以撤回的处理。</translation>
    </message>
    <message>
        <source>Reconcile, to see what was decided.</source>
        <translation>请重新核对，查看已作的处理。</translation>
    </message>
    <message>
        <source>The invoice was changed after the decision, which is not taken back any more.</source>
        <translation>处理之后该发票又被修改过，不能再撤回。</translation>
    </message>
    <message>
        <source>Look the invoice up, and correct it there.</source>
        <translation>请查询该发票，在那里更正。</translation>
    </message>
    <message>
        <source>There is no ledger yet.</source>
        <translation>还没有台账。</translation>
    </message>
    <message>
        <source>Looked for in {folder}.</source>
        <translation>查找的位置：{folder}</translation>
    </message>
    <message>
        <source>Make one for your company: python main.py init --name NAME --tax-id ID</source>
        <translation>在命令行为您的公司建一个：python main.py init --name 公司名称 --tax-id 税号</translation>
    </message>
    <message>
        <source>A ledger cannot be made in {folder}: something else is there already.</source>
        <translation>不能在 {folder} 建台账：那里已有别的内容。</translation>
    </message>
    <message>
        <source>What is there was not touched.</source>
        <translation>原有内容没有动。</translation>
    </message>
    <message>
        <source>Choose an empty folder or one that does not exist yet.</source>
        <translation>请选一个空文件夹，或一个还不存在的文件夹。</translation>
    </message>
    <message>
        <source>Another program has this ledger for itself, to restore or convert it.</source>
        <translation>另一个程序正在恢复或升级这本台账。</translation>
    </message>
    <message>
        <source>Wait until it has finished, then try again.</source>
        <translation>请等它完成后再试一次。</translation>
    </message>
    <message>
        <source>This needs the ledger for itself, and another program has it open.</source>
        <translation>这一步需要独占台账，而另一个程序正开着它。</translation>
    </message>
    <message>
        <source>Close the other window of this program, then try again.</source>
        <translation>请关闭本程序的其他窗口，再试一次。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written, or it is no longer there.</source>
        <translation>文件夹 {folder} 不能写入，或已经不在。</translation>
    </message>
    <message>
        <source>What was saved before is unharmed; the last step was not saved.</source>
        <translation>之前保存的都完好；刚才这一步没有保存。</translation>
    </message>
    <message>
        <source>Check that the disk is connected and that you may write there, then try again.</source>
        <translation>请确认磁盘已接好、您有写入权限，再试一次。</translation>
    </message>
    <message>
        <source>The disk that holds {folder} is full.</source>
        <translation>{folder} 所在的磁盘已满。</translation>
    </message>
    <message>
        <source>Make room on the disk, then try again.</source>
        <translation>请腾出磁盘空间，再试一次。</translation>
    </message>
    <message>
        <source>Your data is unharmed, and stays closed without its key.</source>
        <translation>您的数据完好，没有密钥不会打开。</translation>
    </message>
    <message>
        <source>This computer does not have the key of this ledger.</source>
        <translation>这台电脑上没有这本台账的密钥。</translation>
    </message>
    <message>
        <source>Sign in as the user who made the ledger, or take the recovery sheet and open it from the command line with --recovery-code-stdin.</source>
        <translation>请用建台账时的系统用户登录；或拿出恢复凭证，在命令行用 --recovery-code-stdin 打开。</translation>
    </message>
    <message>
        <source>This computer offers no keyring that could hold the key.</source>
        <translation>这台电脑没有可存放密钥的凭据管理器（钥匙串）。</translation>
    </message>
    <message>
        <source>Install or start one; with the recovery sheet the command line opens the ledger.</source>
        <translation>请安装或启动它；有恢复凭证，也可以在命令行打开台账。</translation>
    </message>
    <message>
        <source>The keyring of this computer is locked.</source>
        <translation>这台电脑的凭据管理器（钥匙串）已锁定。</translation>
    </message>
    <message>
        <source>Unlock it with your system password, then try again.</source>
        <translation>请用系统密码解锁，再试一次。</translation>
    </message>
    <message>
        <source>The keyring of this computer refused access to the key.</source>
        <translation>这台电脑的凭据管理器（钥匙串）拒绝了访问。</translation>
    </message>
    <message>
        <source>Try again and allow the access when the system asks.</source>
        <translation>请再试一次，并在系统询问时允许访问。</translation>
    </message>
    <message>
        <source>The key does not open this ledger.</source>
        <translation>这个密钥打不开这本台账。</translation>
    </message>
    <message>
        <source>Use the recovery sheet that was made for this ledger; look at its key ID.</source>
        <translation>请使用这本台账的恢复凭证；核对上面的密钥编号。</translation>
    </message>
    <message>
        <source>The keyring already holds another key under this ID.</source>
        <translation>凭据管理器里这个编号下已有另一个密钥。</translation>
    </message>
    <message>
        <source>Nothing was overwritten.</source>
        <translation>没有覆盖任何内容。</translation>
    </message>
    <message>
        <source>Keep both recovery sheets and ask for help before you go on.</source>
        <translation>请保留两张恢复凭证，求助之后再继续。</translation>
    </message>
    <message>
        <source>The recovery code is not right: {reason}.</source>
        <translation>恢复码不对：{reason}。</translation>
    </message>
    <message>
        <source>Compare it with the sheet, group by group.</source>
        <translation>请与恢复凭证逐组核对。</translation>
    </message>
    <message>
        <source>The ledger in {folder} is damaged and cannot be read.</source>
        <translation>{folder} 里的台账已损坏，读不出来。</translation>
    </message>
    <message>
        <source>Nothing was changed. What your backups hold is unharmed.</source>
        <translation>没有改动任何内容。备份里的数据完好。</translation>
    </message>
    <message>
        <source>Leave the folder as it is, and restore the newest backup into a new folder.</source>
        <translation>请保持这个文件夹原样，把最近的备份恢复到一个新文件夹。</translation>
    </message>
    <message>
        <source>A newer version of this program wrote this ledger ({found}; known: {known}).</source>
        <translation>这本台账由更新版本的程序写成（{found}；本程序认识到 {known}）。</translation>
    </message>
    <message>
        <source>Install the newer version of the program, then try again.</source>
        <translation>请安装新版本，再试一次。</translation>
    </message>
    <message>
        <source>A backup in {folder} would be lost together with the ledger.</source>
        <translation>放在 {folder} 的备份会和台账一起丢失。</translation>
    </message>
    <message>
        <source>No backup was made.</source>
        <translation>没有做备份。</translation>
    </message>
    <message>
        <source>Choose a folder on another disk, or at least outside the data folder.</source>
        <translation>请选另一块磁盘上的文件夹，至少要在数据文件夹之外。</translation>
    </message>
    <message>
        <source>No folder for backups has been chosen yet.</source>
        <translation>还没有选定备份文件夹。</translation>
    </message>
    <message>
        <source>Name a folder, best on another disk.</source>
        <translation>请选一个文件夹，最好在另一块磁盘上。</translation>
    </message>
    <message>
        <source>The disk of {folder} has too little room: {needed} needed, {free} free.</source>
        <translation>{folder} 所在的磁盘空间不够：需要 {needed}，剩余 {free}。</translation>
    </message>
    <message>
        <source>Make room on the disk or choose another one, then try again.</source>
        <translation>请腾出空间或换一块磁盘，再试一次。</translation>
    </message>
    <message>
        <source>The disk of {folder} cannot hold a file of {needed}.</source>
        <translation>{folder} 所在的磁盘存不下 {needed} 的单个文件。</translation>
    </message>
    <message>
        <source>Choose a disk that is not formatted as FAT32.</source>
        <translation>请换一块不是 FAT32 格式的磁盘。</translation>
    </message>
    <message>
        <source>The file {file} is no backup of this program.</source>
        <translation>文件 {file} 不是本程序的备份。</translation>
    </message>
    <message>
        <source>Choose a file that this program has made.</source>
        <translation>请选本程序做的备份文件。</translation>
    </message>
    <message>
        <source>The backup {file} is damaged ({what}).</source>
        <translation>备份 {file} 已损坏（{what}）。</translation>
    </message>
    <message>
        <source>The company&apos;s data cannot be kept so: {reason}.</source>
        <translation>公司资料不能这样保存：{reason}。</translation>
    </message>
    <message>
        <source>Correct the entry, then save it again.</source>
        <translation>请改正后再保存。</translation>
    </message>
    <message>
        <source>Nothing was sent, and nothing was charged.</source>
        <translation>未发送任何内容，也未产生费用。</translation>
    </message>
    <message>
        <source>This service cannot be asked about the invoice: {reason}.</source>
        <translation>该服务无法查验这张发票：{reason}。</translation>
    </message>
    <message>
        <source>Add what is missing, or check it on the official site.</source>
        <translation>请补全缺失内容，或到官方查验平台查验。</translation>
    </message>
    <message>
        <source>An entry for this verification service is missing: {field}.</source>
        <translation>该查验服务缺少一项设置：{field}。</translation>
    </message>
    <message>
        <source>Enter it on the page of the service in the settings.</source>
        <translation>请在设置中该服务的页面上填写。</translation>
    </message>
    <message>
        <source>Nothing is ever sent to {host}.</source>
        <translation>绝不会向 {host} 发送任何内容。</translation>
    </message>
    <message>
        <source>Correct the address of the service in the settings: it begins with https.</source>
        <translation>请在设置中更正该服务的地址：必须以 https 开头。</translation>
    </message>
    <message>
        <source>This service gives out no more access tokens until {until}.</source>
        <translation>该服务在 {until} 之前不再发放访问令牌。</translation>
    </message>
    <message>
        <source>Nothing was charged; what waits goes on waiting.</source>
        <translation>未产生费用；等待查验的发票继续等待。</translation>
    </message>
    <message>
        <source>Wait until then, or use another service meanwhile.</source>
        <translation>请等到那时，或暂时改用其他服务。</translation>
    </message>
    <message>
        <source>No verification service is set up.</source>
        <translation>还没有设置查验服务。</translation>
    </message>
    <message>
        <source>Nothing was sent; what waits goes on waiting.</source>
        <translation>没有发送任何内容，待查验的发票继续等待。</translation>
    </message>
    <message>
        <source>Choose one in the settings, or check the invoices on the official site.</source>
        <translation>请在设置中选择一家服务，或到官方查验平台逐张查验。</translation>
    </message>
    <message>
        <source>The invoices that wait are being verified already, here or in another window.</source>
        <translation>待查验的发票正在查验中（本窗口或另一个窗口）。</translation>
    </message>
    <message>
        <source>Wait until that has ended.</source>
        <translation>请等这一轮查完。</translation>
    </message>
    <message>
        <source>This outage is not known here.</source>
        <translation>这里没有这次停机的记录。</translation>
    </message>
    <message>
        <source>Look at the list of outages again.</source>
        <translation>请重新查看停机记录。</translation>
    </message>
    <message>
        <source>The file {file} holds no answer of a batch check: {reason}.</source>
        <translation>文件 {file} 里没有批量查验结果：{reason}。</translation>
    </message>
    <message>
        <source>Choose the file that the tax bureau gave back, or set which columns it has.</source>
        <translation>请选择税局返回的结果文件，或设置它的列。</translation>
    </message>
    <message>
        <source>Your ledger is unharmed.</source>
        <translation>您的台账完好。</translation>
    </message>
    <message>
        <source>Keep the file, and use another backup.</source>
        <translation>请保留这个文件，改用另一个备份。</translation>
    </message>
    <message>
        <source>The backup {file} is the newest proven one, and is not deleted.</source>
        <translation>备份 {file} 是最近一个经过证实的备份，不会删除。</translation>
    </message>
    <message>
        <source>Make a new backup first.</source>
        <translation>请先做一个新备份。</translation>
    </message>
    <message>
        <source>There is nothing to undo: no earlier state of this ledger is kept.</source>
        <translation>没有可撤销的：没有保留这本台账更早的状态。</translation>
    </message>
    <message>
        <source>Restore a backup instead.</source>
        <translation>可以改为从备份恢复。</translation>
    </message>
    <message>
        <source>The file {file} cannot be read: {reason}.</source>
        <translation>文件 {file} 读不了：{reason}。</translation>
    </message>
    <message>
        <source>Check the file, or choose another one.</source>
        <translation>请检查文件，或另选一个。</translation>
    </message>
    <message>
        <source>There is no file to read in what was named.</source>
        <translation>指定的位置里没有可读的文件。</translation>
    </message>
    <message>
        <source>Name a file, or a folder or archive that holds some.</source>
        <translation>请指定一个文件，或含有文件的文件夹或压缩包。</translation>
    </message>
    <message>
        <source>The file {file} could not be written: {reason}.</source>
        <translation>文件 {file} 写不了：{reason}。</translation>
    </message>
    <message>
        <source>What stood there before still stands.</source>
        <translation>原来的文件还在。</translation>
    </message>
    <message>
        <source>Close it where it is open, or choose another place.</source>
        <translation>请先关闭打开它的程序，或换一个位置。</translation>
    </message>
    <message>
        <source>The ledger&apos;s file is damaged ({check}: {count}). Restore the newest backup into a new folder.</source>
        <translation>台账文件已损坏（{check}：{count} 处）。请把最近的备份恢复到一个新文件夹。</translation>
    </message>
    <message>
        <source>The table {table} is damaged: {rows} of its rows can still be read.</source>
        <translation>数据表 {table} 已损坏：还能读出 {rows} 行。</translation>
    </message>
    <message>
        <source>The backup {file} is whole and holds {invoices} invoices, {missing} of which cannot be read here. What was entered after {since} stands in no backup. Restore it into a new folder, and keep this one.</source>
        <translation>备份 {file} 完好，有 {invoices} 张发票，其中 {missing} 张这里读不出来。{since} 之后录入的不在任何备份里。请把它恢复到一个新文件夹，并保留现在的文件夹。</translation>
    </message>
    <message>
        <source>The audit trail is broken from line {line} on: it was changed from outside.</source>
        <translation>操作记录从第 {line} 条起对不上：有人从外部改动过。</translation>
    </message>
    <message>
        <source>{count} invoices are not found as they stand. The invoices themselves are whole.</source>
        <translation>有 {count} 张发票按现有内容查不到。发票本身完好。</translation>
    </message>
    <message>
        <source>There is no proven backup yet.</source>
        <translation>还没有经过证实的备份。</translation>
    </message>
    <message>
        <source>The newest backup is {days} days old. Make a new one.</source>
        <translation>最近的备份已是 {days} 天前。请再做一个。</translation>
    </message>
    <message>
        <source>The newest backup {file} is no longer there.</source>
        <translation>最近的备份 {file} 已不在原处。</translation>
    </message>
    <message>
        <source>The backup {file} is damaged ({what}). Make a new one, on another disk.</source>
        <translation>备份 {file} 已损坏（{what}）。请在另一块磁盘上再做一个。</translation>
    </message>
    <message>
        <source>The backup {file} could not be proven: {why}.</source>
        <translation>备份 {file} 无法证实：{why}。</translation>
    </message>
    <message>
        <source>This cannot be read: {reason}.</source>
        <translation>读不了：{reason}。</translation>
    </message>
    <message>
        <source>This is no file of a kind that is read here.</source>
        <translation>不是可以读取的文件类型。</translation>
    </message>
    <message>
        <source>This is larger than {limit}, and was not read.</source>
        <translation>超过 {limit}，没有读取。</translation>
    </message>
    <message>
        <source>This file asks for a password. Give it here, or save it without one, then import it.</source>
        <translation>此文件需要密码。请在此输入密码，或另存为无密码的文件后再导入。</translation>
    </message>
    <message>
        <source>This password does not open the file.</source>
        <translation>密码不对，打不开此文件。</translation>
    </message>
    <message>
        <source>This file is locked in a way that is not opened here, even with its password. Save it without one, then import it.</source>
        <translation>此文件的加密方式本程序无法打开，有密码也不行。请另存为无密码的文件后再导入。</translation>
    </message>
    <message>
        <source>There is no readable QR code here.</source>
        <translation>没有可读的二维码。</translation>
    </message>
    <message>
        <source>There is a QR code here that cannot be read.</source>
        <translation>此处有一个二维码无法识别。</translation>
    </message>
    <message>
        <source>This is empty.</source>
        <translation>内容是空的。</translation>
    </message>
    <message>
        <source>This is no invoice: {what}.</source>
        <translation>不是发票：{what}。</translation>
    </message>
    <message>
        <source>The QR code is encrypted. Enter the invoice by hand from its face.</source>
        <translation>二维码是加密的。请照票面手工录入。</translation>
    </message>
    <message>
        <source>This QR code holds a buyer&apos;s header for issuing an invoice, no invoice.</source>
        <translation>这是开票抬头码，不是发票。</translation>
    </message>
    <message>
        <source>This QR code holds a link, no invoice.</source>
        <translation>这个二维码是一个链接，不是发票。</translation>
    </message>
    <message>
        <source>The QR code only leads to a web page. Add what is missing from the face.</source>
        <translation>二维码只指向网页。请照票面补上缺的内容。</translation>
    </message>
    <message>
        <source>The check value of the QR code does not agree. Compare with the face.</source>
        <translation>二维码的校验值不符。请对照票面。</translation>
    </message>
    <message>
        <source>The file contradicts itself in “{field}”: {ours} and {theirs}. Compare with the face.</source>
        <translation>文件里的“{field}”前后不一：{ours} 与 {theirs}。请对照票面。</translation>
    </message>
    <message>
        <source>The code was hard to read, and what was read is a guess. Compare with the face.</source>
        <translation>二维码不清，读出的内容是推测，请与票面核对。</translation>
    </message>
    <message>
        <source>The invoice number is missing.</source>
        <translation>缺发票号码。</translation>
    </message>
    <message>
        <source>“{text}” names no invoice: 20 digits are needed, or the invoice code with its number.</source>
        <translation>“{text}”不能确定一张发票：需要 20 位号码，或发票代码加号码。</translation>
    </message>
    <message>
        <source>Excel has rounded the number ({text}). Format the column as text and export again.</source>
        <translation>Excel 把号码舍入了（{text}）。请把该列设为文本后重新导出。</translation>
    </message>
    <message>
        <source>Excel has dropped the zeros in front of “{text}”, and none are guessed. Format the column as text and export again.</source>
        <translation>Excel 去掉了“{text}”前面的 0，程序不作猜测补零。请把该列设为文本格式后重新导出。</translation>
    </message>
    <message>
        <source>The number is not built as such numbers are.</source>
        <translation>号码不符合编码规则。</translation>
    </message>
    <message>
        <source>The date is missing.</source>
        <translation>缺开票日期。</translation>
    </message>
    <message>
        <source>“{text}” is no date.</source>
        <translation>“{text}”不是日期。</translation>
    </message>
    <message>
        <source>The date lies in the future.</source>
        <translation>开票日期在将来。</translation>
    </message>
    <message>
        <source>An amount is missing: net or total.</source>
        <translation>缺金额：金额或价税合计至少要有一个。</translation>
    </message>
    <message>
        <source>“{text}” is no amount.</source>
        <translation>“{text}”不是金额。</translation>
    </message>
    <message>
        <source>“{text}” cannot be understood here.</source>
        <translation>此处无法识别“{text}”。</translation>
    </message>
    <message>
        <source>Net and tax make {expected}, but the total says {found}.</source>
        <translation>金额加税额是 {expected}，价税合计却是 {found}。</translation>
    </message>
    <message>
        <source>The lines make {expected}, but the invoice says {found}.</source>
        <translation>明细合计是 {expected}，票面却是 {found}。</translation>
    </message>
    <message>
        <source>Some amounts are negative and others are not.</source>
        <translation>金额有正有负。</translation>
    </message>
    <message>
        <source>{rate} is no tax rate that was valid on that day.</source>
        <translation>{rate} 不是当时有效的税率。</translation>
    </message>
    <message>
        <source>The tax ID {text} fails its check digit.</source>
        <translation>税号 {text} 的校验位不对。</translation>
    </message>
    <message>
        <source>The file does not say: {fields}.</source>
        <translation>文件中没有：{fields}。</translation>
    </message>
    <message>
        <source>Neither seller nor buyer is this company.</source>
        <translation>销方和购方都不是本公司。</translation>
    </message>
    <message>
        <source>“{field}” contradicts the ledger: {ours} there, {theirs} here. Nothing was changed.</source>
        <translation>“{field}”与台账不同：台账 {ours}，这里 {theirs}。没有改动。</translation>
    </message>
    <message>
        <source>This invoice lies in the recycle bin.</source>
        <translation>这张发票在回收站里。</translation>
    </message>
    <message>
        <source>This is nearly the same as {key}. Perhaps entered twice.</source>
        <translation>与 {key} 几乎相同，可能录了两次。</translation>
    </message>
    <message>
        <source>The numbers name two different invoices: {keys}.</source>
        <translation>这些号码对应两张不同的发票：{keys}。</translation>
    </message>
    <message>
        <source>No sheet with invoices was found.</source>
        <translation>没有找到发票工作表。</translation>
    </message>
    <message>
        <source>The header row was not recognised. Expected: {expected}. Found: {found}.</source>
        <translation>没有认出表头行。应有：{expected}；实际：{found}。</translation>
    </message>
    <message>
        <source>This sheet was passed over: it names no invoices. Found: {found}.</source>
        <translation>已跳过此工作表：其中没有发票号码列。实际：{found}。</translation>
    </message>
    <message>
        <source>Row {row} says something else of the same invoice. Compare with the face.</source>
        <translation>第 {row} 行对同一张发票的记载与此不同，请对照票面。</translation>
    </message>
    <message>
        <source>This line belongs to no invoice of the workbook.</source>
        <translation>这行明细不属于工作簿里的任何发票。</translation>
    </message>
    <message>
        <source>The cell holds the error {text} in place of a value.</source>
        <translation>单元格里是错误值 {text}。</translation>
    </message>
    <message>
        <source>something stands there already</source>
        <translation>那里已有文件或文件夹</translation>
    </message>
    <message>
        <source>it lies in the data folder, in which nothing may lie open</source>
        <translation>它在数据文件夹里，那里不能放未加密的文件</translation>
    </message>
    <message>
        <source>a name and a tax ID are needed</source>
        <translation>需要填写名称和纳税人识别号</translation>
    </message>
    <message>
        <source>the day from which it holds is missing</source>
        <translation>缺少生效日期</translation>
    </message>
    <message>
        <source>the day lies in the future</source>
        <translation>日期在今天之后</translation>
    </message>
    <message>
        <source>its days overlap with those of another entry</source>
        <translation>起止日期与另一条重叠</translation>
    </message>
    <message>
        <source>it is no longer there</source>
        <translation>已不在了</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>it is no ordinary file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>reading it failed</source>
        <translation>读取失败</translation>
    </message>
    <message>
        <source>access was refused</source>
        <translation>没有访问权限</translation>
    </message>
    <message>
        <source>another program holds it</source>
        <translation>被另一个程序占用</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>是文件夹</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>是空的</translation>
    </message>
    <message>
        <source>it is damaged or incomplete</source>
        <translation>已损坏或不完整</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>its kind is not known here</source>
        <translation>类型不认识</translation>
    </message>
    <message>
        <source>the name must end in .xlsx or .csv</source>
        <translation>文件名要以 .xlsx 或 .csv 结尾</translation>
    </message>
    <message>
        <source>it asks for a password</source>
        <translation>有密码</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>太大</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>用时过长</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>no such server was found</source>
        <translation>找不到这台服务器</translation>
    </message>
    <message>
        <source>its layout is not understood</source>
        <translation>版面看不懂</translation>
    </message>
    <message>
        <source>it has no column with invoice numbers</source>
        <translation>文件里没有发票号码列</translation>
    </message>
    <message>
        <source>it has no column with a result, such as 查验结果</source>
        <translation>文件里没有结果列（如“查验结果”）</translation>
    </message>
    <message>
        <source>two of the chosen columns have the same title</source>
        <translation>您设置的列名有重复，分不清是哪一列</translation>
    </message>
    <message>
        <source>it holds pictures only, no text</source>
        <translation>只有图片，没有文字</translation>
    </message>
    <message>
        <source>other text</source>
        <translation>是其他文字</translation>
    </message>
    <message>
        <source>digits alone</source>
        <translation>只有一串数字</translation>
    </message>
    <message>
        <source>there is nothing in the code</source>
        <translation>二维码里没有内容</translation>
    </message>
    <message>
        <source>only the beginning of a code</source>
        <translation>二维码只读到前面一段</translation>
    </message>
    <message>
        <source>its text says nothing of an invoice</source>
        <translation>文件里没有发票的内容</translation>
    </message>
    <message>
        <source>another business paper</source>
        <translation>是其他业务单据</translation>
    </message>
    <message>
        <source>an empty form</source>
        <translation>是空白票样</translation>
    </message>
    <message>
        <source>another voucher</source>
        <translation>是其他凭证</translation>
    </message>
    <message>
        <source>a buyer&apos;s header</source>
        <translation>是开票信息</translation>
    </message>
    <message>
        <source>a form about a red letter</source>
        <translation>是红字信息表</translation>
    </message>
    <message>
        <source>a list of goods</source>
        <translation>是销货清单</translation>
    </message>
    <message>
        <source>a receipt for paid tax</source>
        <translation>是完税凭证</translation>
    </message>
    <message>
        <source>a bank receipt</source>
        <translation>是银行回单</translation>
    </message>
    <message>
        <source>a bank statement</source>
        <translation>是银行对账单</translation>
    </message>
    <message>
        <source>a booking record</source>
        <translation>是入账信息</translation>
    </message>
    <message>
        <source>its contents do not agree</source>
        <translation>内容对不上</translation>
    </message>
    <message>
        <source>tables are missing or foreign</source>
        <translation>缺表或有外来的表</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>读不出来</translation>
    </message>
    <message>
        <source>its version cannot be told</source>
        <translation>认不出版本</translation>
    </message>
    <message>
        <source>it is too short or too long</source>
        <translation>长度不对</translation>
    </message>
    <message>
        <source>a character in it cannot be</source>
        <translation>有不可能出现的字符</translation>
    </message>
    <message>
        <source>its check characters do not agree</source>
        <translation>校验字符不符</translation>
    </message>
    <message>
        <source>this kind is not checked there</source>
        <translation>该票种不支持查验</translation>
    </message>
    <message>
        <source>its number is missing or none</source>
        <translation>发票号码缺失或不是号码</translation>
    </message>
    <message>
        <source>its invoice code is missing</source>
        <translation>缺少发票代码</translation>
    </message>
    <message>
        <source>its date of issue is missing</source>
        <translation>缺少开票日期</translation>
    </message>
    <message>
        <source>the amount that it is checked by is missing</source>
        <translation>缺少查验所需的金额</translation>
    </message>
    <message>
        <source>its check code is missing or too short</source>
        <translation>缺少校验码或校验码位数不足</translation>
    </message>
    <message>
        <source>the seller&apos;s tax number is missing</source>
        <translation>缺少销方纳税人识别号</translation>
    </message>
    <message>
        <source>Special VAT invoice</source>
        <translation>增值税专用发票</translation>
    </message>
    <message>
        <source>Freight special VAT invoice</source>
        <translation>货物运输业增值税专用发票</translation>
    </message>
    <message>
        <source>Motor vehicle sales invoice</source>
        <translation>机动车销售统一发票</translation>
    </message>
    <message>
        <source>Ordinary VAT invoice</source>
        <translation>增值税普通发票</translation>
    </message>
    <message>
        <source>Electronic special VAT invoice</source>
        <translation>增值税电子专用发票</translation>
    </message>
    <message>
        <source>Electronic ordinary VAT invoice</source>
        <translation>增值税电子普通发票</translation>
    </message>
    <message>
        <source>Ordinary VAT invoice (roll)</source>
        <translation>增值税普通发票（卷式）</translation>
    </message>
    <message>
        <source>Electronic ordinary VAT invoice (road toll)</source>
        <translation>增值税电子普通发票（通行费）</translation>
    </message>
    <message>
        <source>Used vehicle sales invoice</source>
        <translation>二手车销售统一发票</translation>
    </message>
    <message>
        <source>Digital invoice (railway ticket)</source>
        <translation>数电票（铁路电子客票）</translation>
    </message>
    <message>
        <source>Digital invoice (road toll)</source>
        <translation>数电票（通行费发票）</translation>
    </message>
    <message>
        <source>Digital invoice (air ticket itinerary)</source>
        <translation>数电票（航空运输电子客票行程单）</translation>
    </message>
    <message>
        <source>Digital invoice (special VAT invoice)</source>
        <translation>数电票（增值税专用发票）</translation>
    </message>
    <message>
        <source>Digital invoice (ordinary invoice)</source>
        <translation>数电票（普通发票）</translation>
    </message>
    <message>
        <source>Digital invoice (motor vehicle sales)</source>
        <translation>数电票（机动车销售统一发票）</translation>
    </message>
    <message>
        <source>Digital invoice (used vehicle sales)</source>
        <translation>数电票（二手车销售统一发票）</translation>
    </message>
    <message>
        <source>Digital invoice on paper (special VAT invoice)</source>
        <translation>数电纸质发票（增值税专用发票）</translation>
    </message>
    <message>
        <source>Digital invoice on paper (ordinary invoice)</source>
        <translation>数电纸质发票（普通发票）</translation>
    </message>
    <message>
        <source>Digital invoice on paper (motor vehicle sales)</source>
        <translation>数电纸质发票（机动车销售统一发票）</translation>
    </message>
    <message>
        <source>Digital invoice on paper (used vehicle sales)</source>
        <translation>数电纸质发票（二手车销售统一发票）</translation>
    </message>
    <message>
        <source>Blockchain electronic ordinary invoice</source>
        <translation>区块链电子普通发票</translation>
    </message>
    <message>
        <source>Fiscal receipt</source>
        <translation>财政票据</translation>
    </message>
    <message>
        <source>Customs import VAT payment slip</source>
        <translation>海关进口增值税专用缴款书</translation>
    </message>
    <message>
        <source>Other slip</source>
        <translation>其他票据</translation>
    </message>
    <message>
        <source>Special</source>
        <translation>专票</translation>
    </message>
    <message>
        <source>Freight</source>
        <translation>货运专票</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <translation>机动车</translation>
    </message>
    <message>
        <source>Ordinary</source>
        <translation>普票</translation>
    </message>
    <message>
        <source>E-special</source>
        <translation>电子专票</translation>
    </message>
    <message>
        <source>E-ordinary</source>
        <translation>电子普票</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>卷票</translation>
    </message>
    <message>
        <source>E-toll</source>
        <translation>通行费电票</translation>
    </message>
    <message>
        <source>Used vehicle</source>
        <translation>二手车</translation>
    </message>
    <message>
        <source>Rail</source>
        <translation>铁路客票</translation>
    </message>
    <message>
        <source>Dig. toll</source>
        <translation>数电通行费</translation>
    </message>
    <message>
        <source>Air</source>
        <translation>航空行程单</translation>
    </message>
    <message>
        <source>Dig. special</source>
        <translation>数电专票</translation>
    </message>
    <message>
        <source>Dig. ordinary</source>
        <translation>数电普票</translation>
    </message>
    <message>
        <source>Dig. vehicle</source>
        <translation>数电机动车</translation>
    </message>
    <message>
        <source>Dig. used veh.</source>
        <translation>数电二手车</translation>
    </message>
    <message>
        <source>Paper special</source>
        <translation>数电纸质专票</translation>
    </message>
    <message>
        <source>Paper ordinary</source>
        <translation>数电纸质普票</translation>
    </message>
    <message>
        <source>Paper vehicle</source>
        <translation>纸质机动车</translation>
    </message>
    <message>
        <source>Paper used v.</source>
        <translation>纸质二手车</translation>
    </message>
    <message>
        <source>Blockchain</source>
        <translation>区块链发票</translation>
    </message>
    <message>
        <source>Fiscal</source>
        <translation>财政票据</translation>
    </message>
    <message>
        <source>Customs</source>
        <translation>海关缴款书</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Reading every record</source>
        <translation>正在逐条读取</translation>
    </message>
    <message>
        <source>Proving the archive</source>
        <translation>正在复核档案</translation>
    </message>
    <message>
        <source>Previous year</source>
        <translation>上一年</translation>
    </message>
    <message>
        <source>Next year</source>
        <translation>下一年</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>By seller</source>
        <translation>按销方</translation>
    </message>
    <message>
        <source>By buyer</source>
        <translation>按购方</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>进项</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>销项</translation>
    </message>
    <message>
        <source>Tax by rate</source>
        <translation>各税率税额</translation>
    </message>
    <message>
        <source>By category</source>
        <translation>按分类</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Red letter</source>
        <translation>红字发票</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>扫码</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手工</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>From a workbook</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Whose invoices will be kept here?</source>
        <translation>这本账是哪家公司的？</translation>
    </message>
    <message>
        <source>As on the business licence. One ledger is for one company.</source>
        <translation>请按营业执照填写。一本台账只记一家公司。</translation>
    </message>
    <message>
        <source>Company data over the years</source>
        <translation>历年企业信息</translation>
    </message>
    <message>
        <source>A former name or tax ID is still ours; the sheet has the name of now.</source>
        <translation>开给曾用名或原税号的发票仍算我方；恢复凭证上印现在的名称。</translation>
    </message>
    <message>
        <source>Changed from a day on…</source>
        <translation>从某日起变更…</translation>
    </message>
    <message>
        <source>Company data</source>
        <translation>企业信息</translation>
    </message>
    <message>
        <source>Add a former name…</source>
        <translation>补充曾用名…</translation>
    </message>
    <message>
        <source>Changed from a day on</source>
        <translation>从某日起变更</translation>
    </message>
    <message>
        <source>What held until then is kept with its last day.</source>
        <translation>原来的信息连同截止日期一起保留。</translation>
    </message>
    <message>
        <source>Correct what was typed wrongly; for a change there is “Changed from a day on”.</source>
        <translation>这里只更正输错的内容；真的变更了，请用“从某日起变更”。</translation>
    </message>
    <message>
        <source>A name or tax ID from before this ledger was made, with its days if known.</source>
        <translation>建账以前的名称或税号，知道日期的话一并填上。</translation>
    </message>
    <message>
        <source>A former name</source>
        <translation>曾用名</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Company name</source>
        <translation>公司名称</translation>
    </message>
    <message>
        <source>Tax ID</source>
        <translation>税号</translation>
    </message>
    <message>
        <source>Address and phone</source>
        <translation>地址、电话</translation>
    </message>
    <message>
        <source>Bank and account</source>
        <translation>开户行及账号</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>18 characters, on the business licence</source>
        <translation>统一社会信用代码，18 位</translation>
    </message>
    <message>
        <source>Keep as typed</source>
        <translation>就按这样保存</translation>
    </message>
    <message>
        <source>General taxpayer</source>
        <translation>一般纳税人</translation>
    </message>
    <message>
        <source>Small-scale taxpayer</source>
        <translation>小规模纳税人</translation>
    </message>
    <message>
        <source>Taxpayer type</source>
        <translation>纳税人类型</translation>
    </message>
    <message>
        <source>The company&apos;s name is missing</source>
        <translation>还差公司名称</translation>
    </message>
    <message>
        <source>The tax ID is missing</source>
        <translation>还差税号</translation>
    </message>
    <message>
        <source>Confirm or correct the tax ID</source>
        <translation>请确认或改正税号</translation>
    </message>
    <message>
        <source>The name is needed: it stands on papers.</source>
        <translation>请填写名称，凭证和报表上要用。</translation>
    </message>
    <message>
        <source>The check digit agrees.</source>
        <translation>校验位正确</translation>
    </message>
    <message>
        <source>{n} characters: a company&apos;s tax ID has {all}.</source>
        <translation>现有 {n} 位，公司税号应为 {all} 位。</translation>
    </message>
    <message>
        <source>Keep it as typed?</source>
        <translation>确定没有写错吗？</translation>
    </message>
    <message>
        <source>Kept as typed.</source>
        <translation>校验位不符，已按您填写的保存。</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>XML</source>
        <translation>XML</translation>
    </message>
    <message>
        <source>XBRL</source>
        <translation>XBRL</translation>
    </message>
    <message>
        <source>OFD tags</source>
        <translation>OFD 标签</translation>
    </message>
    <message>
        <source>Text of the page</source>
        <translation>版面文字</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Workbook</source>
        <translation>工作簿</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>手填</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>算出</translation>
    </message>
    <message>
        <source>Correct ours</source>
        <translation>更正台账</translation>
    </message>
    <message>
        <source>Link the two</source>
        <translation>关联两者</translation>
    </message>
    <message>
        <source>Enter late</source>
        <translation>补录</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>No original is kept</source>
        <translation>没有存原件</translation>
    </message>
    <message>
        <source>and 1 more</source>
        <translation>以及另 1 张</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>以及另 {n} 张</translation>
    </message>
    <message>
        <source>Differs:</source>
        <translation>不一致：</translation>
    </message>
    <message>
        <source>Agrees with the fields</source>
        <translation>与字段一致</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Correct our invoice?</source>
        <translation>按税局改正我方发票？</translation>
    </message>
    <message>
        <source>Correct {n} of our invoices?</source>
        <translation>按税局改正我方 {n} 张发票？</translation>
    </message>
    <message>
        <source>{cause}; corrected from the tax bureau&apos;s record</source>
        <translation>{cause}；按税局记录改正</translation>
    </message>
    <message>
        <source>Wait until when?</source>
        <translation>等到哪天？</translation>
    </message>
    <message>
        <source>Let {n} wait until when?</source>
        <translation>{n} 张等到哪天？</translation>
    </message>
    <message>
        <source>Ignore it, and why?</source>
        <translation>为什么忽略？</translation>
    </message>
    <message>
        <source>Ignore {n}, and why?</source>
        <translation>为什么忽略这 {n} 张？</translation>
    </message>
    <message>
        <source>It is not asked again as long as both sides stay as they are.</source>
        <translation>只要双方都不变，就不再问。</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>The number is copied; the tax administration&apos;s page opens.</source>
        <translation>号码已复制；正在打开国家税务总局查验平台。</translation>
    </message>
    <message>
        <source>Put {key} into the recycle bin?</source>
        <translation>把 {key} 移入回收站？</translation>
    </message>
    <message>
        <source>Into the recycle bin</source>
        <translation>移入回收站</translation>
    </message>
    <message>
        <source>In the recycle bin, whence Look up takes it back: {key}</source>
        <translation>已移入回收站，可在“查询”里恢复：{key}</translation>
    </message>
    <message>
        <source>Opened again</source>
        <translation>已重新打开</translation>
    </message>
    <message>
        <source>{n} opened again</source>
        <translation>已重新打开 {n} 张</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>{n} taken back</source>
        <translation>已撤销 {n} 张</translation>
    </message>
    <message>
        <source>Invoices that it may be</source>
        <translation>可能是哪张发票</translation>
    </message>
    <message>
        <source>Enter it as it stands here</source>
        <translation>按此录入</translation>
    </message>
    <message>
        <source>Keep ours, attach the file</source>
        <translation>保留我方，附上原件</translation>
    </message>
    <message>
        <source>It is the chosen one, attach</source>
        <translation>就是所选这张，附上原件</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>不录入…</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Take 1 field from the file</source>
        <translation>按原件更正 1 项</translation>
    </message>
    <message>
        <source>Take {n} fields from the file</source>
        <translation>按原件更正 {n} 项</translation>
    </message>
    <message>
        <source>Keep it as it stands here</source>
        <translation>确认无误，按此保留</translation>
    </message>
    <message>
        <source>{number} is entered.</source>
        <translation>{number} 已录入。</translation>
    </message>
    <message>
        <source>Correct the ledger by the file?</source>
        <translation>按原件更正台账？</translation>
    </message>
    <message>
        <source>As the original says</source>
        <translation>以原件为准</translation>
    </message>
    <message>
        <source>{number} is corrected, the file is attached.</source>
        <translation>{number} 已更正，原件已附上。</translation>
    </message>
    <message>
        <source>The file is attached to {number}.</source>
        <translation>原件已附到 {number}。</translation>
    </message>
    <message>
        <source>The file stays kept, and this can be undone.</source>
        <translation>原件仍然保存，此步可以撤销。</translation>
    </message>
    <message>
        <source>Its invoice goes into the recycle bin.</source>
        <translation>对应的发票移入回收站。</translation>
    </message>
    <message>
        <source>Discard without entering it?</source>
        <translation>不录入这一条？</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>不录入</translation>
    </message>
    <message>
        <source>Not ours</source>
        <translation>不是本公司的</translation>
    </message>
    <message>
        <source>Discarded.</source>
        <translation>已处理：不录入。</translation>
    </message>
    <message>
        <source>Save a copy of the original</source>
        <translation>另存原件</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>It may be one of these:</source>
        <translation>可能是其中一张：</translation>
    </message>
    <message>
        <source>It lies in the recycle bin; attaching or taking brings it back.</source>
        <translation>这张发票在回收站里；附上或更正会把它取回。</translation>
    </message>
    <message>
        <source>It is in the ledger, and says something else in the marked fields.</source>
        <translation>台账中已有这张发票，标出的字段不一致。</translation>
    </message>
    <message>
        <source>It was entered as it was read.</source>
        <translation>已按读出的内容录入。</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Import a newer list…</source>
        <translation>导入新清单…</translation>
    </message>
    <message>
        <source>Export of all invoices</source>
        <translation>全量发票导出</translation>
    </message>
    <message>
        <source>List of deductions</source>
        <translation>抵扣勾选清单</translation>
    </message>
    <message>
        <source>Confirmed uses</source>
        <translation>用途确认信息</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>It agrees</source>
        <translation>查验一致</translation>
    </message>
    <message>
        <source>It does not agree</source>
        <translation>查验不一致</translation>
    </message>
    <message>
        <source>Open the page, copy the values, type the captcha there, and note here what it says.</source>
        <translation>打开查验平台，逐项复制粘贴，在网页上输入验证码，再把查验结果记在这里。</translation>
    </message>
    <message>
        <source>Check on the official site</source>
        <translation>到官方平台查验</translation>
    </message>
    <message>
        <source>Keep the result</source>
        <translation>记录查验结果</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>打开查验平台</translation>
    </message>
    <message>
        <source>Attach a screenshot…</source>
        <translation>附上截图…</translation>
    </message>
    <message>
        <source>This kind of invoice is not checked there.</source>
        <translation>官方平台不支持查验这种票。</translation>
    </message>
    <message>
        <source>Choose what the page says</source>
        <translation>请选择平台显示的结果</translation>
    </message>
    <message>
        <source>What the page says</source>
        <translation>平台显示的结果</translation>
    </message>
    <message>
        <source>Copy {what}</source>
        <translation>复制{what}</translation>
    </message>
    <message>
        <source>Pictures and PDF (*.png *.jpg *.jpeg *.pdf)</source>
        <translation>图片和 PDF (*.png *.jpg *.jpeg *.pdf)</translation>
    </message>
    <message>
        <source>Attach a screenshot</source>
        <translation>附上截图</translation>
    </message>
    <message>
        <source>Paste a screenshot</source>
        <translation>粘贴截图</translation>
    </message>
    <message>
        <source>Attached: {file}</source>
        <translation>已附上：{file}</translation>
    </message>
    <message>
        <source>The invoice lacks what is asked there: {names}. Take it from the face.</source>
        <translation>这张发票还缺平台要填的：{names}。请照票面填写。</translation>
    </message>
    <message>
        <source>No browser opened. Its address is copied: paste it into a browser. {address}</source>
        <translation>没能打开浏览器。网址已复制，请粘贴到浏览器地址栏：{address}</translation>
    </message>
    <message>
        <source>{what} is copied</source>
        <translation>{what}已复制</translation>
    </message>
    <message>
        <source>It is there and agrees: {status}</source>
        <translation>查验一致，状态：{status}</translation>
    </message>
    <message>
        <source>It does not agree with what was typed</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>There is no such invoice</source>
        <translation>查无此票</translation>
    </message>
    <message>
        <source>Too early: it was issued today</source>
        <translation>当天开具，暂不能查验</translation>
    </message>
    <message>
        <source>Checked as often as a day allows</source>
        <translation>已达当天查验次数上限</translation>
    </message>
    <message>
        <source>Too old to be checked</source>
        <translation>超过五年，不能查验</translation>
    </message>
    <message>
        <source>The service does not accept these values</source>
        <translation>服务不接受所填查验要素</translation>
    </message>
    <message>
        <source>The account with the service is used up or not open</source>
        <translation>服务账号余额已用尽或未开通</translation>
    </message>
    <message>
        <source>The service does not accept our credentials or settings</source>
        <translation>服务不接受我方的密钥或设置</translation>
    </message>
    <message>
        <source>The service cannot be reached now</source>
        <translation>服务暂时无法使用</translation>
    </message>
    <message>
        <source>No whole answer came: it may have been charged</source>
        <translation>未收到完整应答：可能已计费</translation>
    </message>
    <message>
        <source>Answered, not interpreted: look at the answer itself</source>
        <translation>已应答，未作解读：请看原始应答</translation>
    </message>
    <message>
        <source>charged</source>
        <translation>已计费</translation>
    </message>
    <message>
        <source>not charged</source>
        <translation>未计费</translation>
    </message>
    <message>
        <source>not known whether charged</source>
        <translation>是否计费未知</translation>
    </message>
    <message>
        <source>The name of the service is not found</source>
        <translation>找不到服务的域名</translation>
    </message>
    <message>
        <source>No connection to the service</source>
        <translation>无法连接服务</translation>
    </message>
    <message>
        <source>The proxy does not let us through</source>
        <translation>代理服务器不放行</translation>
    </message>
    <message>
        <source>The service cannot prove that it is the one</source>
        <translation>服务无法证明自己的身份（证书不可信）</translation>
    </message>
    <message>
        <source>The service did not answer in time</source>
        <translation>服务未在限定时间内应答</translation>
    </message>
    <message>
        <source>The connection broke off</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>The answer is too large to be one</source>
        <translation>应答过大，不像正常应答</translation>
    </message>
    <message>
        <source>Something sends us elsewhere</source>
        <translation>请求被重定向到别处</translation>
    </message>
    <message>
        <source>The service has trouble of its own</source>
        <translation>服务自身出现故障</translation>
    </message>
    <message>
        <source>The answer is no readable text</source>
        <translation>应答不是可读文本</translation>
    </message>
    <message>
        <source>Invoice code</source>
        <translation>发票代码</translation>
    </message>
    <message>
        <source>Date of issue</source>
        <translation>开票日期</translation>
    </message>
    <message>
        <source>The amount that this kind is checked by</source>
        <translation>该票种查验所用的金额</translation>
    </message>
    <message>
        <source>The end of the check code</source>
        <translation>校验码后几位</translation>
    </message>
    <message>
        <source>Kind of invoice</source>
        <translation>票种</translation>
    </message>
    <message>
        <source>The seller&apos;s tax number (blockchain invoices only)</source>
        <translation>销方纳税人识别号（仅区块链发票）</translation>
    </message>
    <message>
        <source>Your own tax number</source>
        <translation>本企业纳税人识别号</translation>
    </message>
    <message>
        <source>User name of the platform</source>
        <translation>平台用户名</translation>
    </message>
    <message>
        <source>Password of the platform</source>
        <translation>平台密码</translation>
    </message>
    <message>
        <source>Salt (userSalt)</source>
        <translation>盐值（userSalt）</translation>
    </message>
    <message>
        <source>Version of the interface</source>
        <translation>接口版本</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Product that was bought</source>
        <translation>所购产品</translation>
    </message>
    <message>
        <source>Paper number</source>
        <translation>纸质发票号码</translation>
    </message>
    <message>
        <source>Other charges</source>
        <translation>其他费用</translation>
    </message>
    <message>
        <source>Check code</source>
        <translation>校验码</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Discrepancies</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>处理记录</translation>
    </message>
    <message>
        <source>{company} ({tax_id}) to {party}, {day}</source>
        <translation>{company}（{tax_id}）致 {party}，{day}</translation>
    </message>
    <message>
        <source>Please check these invoices and tell us which side is right.</source>
        <translation>请核对以下发票，并告知以哪一方为准。</translation>
    </message>
    <message>
        <source>Invoices to check</source>
        <translation>待核对发票</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>Amount…</source>
        <translation>金额…</translation>
    </message>
    <message>
        <source>Entry method</source>
        <translation>录入方式</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>查验</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>Made no sense when entered</source>
        <translation>录入时有疑点</translation>
    </message>
    <message>
        <source>Recycle bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>本季度</translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation>上季度</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>起止日期…</translation>
    </message>
    <message>
        <source>Compared by</source>
        <translation>核对人</translation>
    </message>
    <message>
        <source>Compared at</source>
        <translation>核对时间</translation>
    </message>
    <message>
        <source>Invoices of ours</source>
        <translation>台账发票</translation>
    </message>
    <message>
        <source>Records of the tax bureau</source>
        <translation>税局数据</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>Not exported, not judged</source>
        <translation>不在导出范围，未判断</translation>
    </message>
    <message>
        <source>Do not agree</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>of these undecided</source>
        <translation>其中未处理</translation>
    </message>
    <message>
        <source>Other number</source>
        <translation>对方号码</translation>
    </message>
    <message>
        <source>Seller&apos;s tax ID</source>
        <translation>销方识别号</translation>
    </message>
    <message>
        <source>Total, ours</source>
        <translation>我方价税合计</translation>
    </message>
    <message>
        <source>Total, theirs</source>
        <translation>税局价税合计</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不符项目</translation>
    </message>
    <message>
        <source>What shows it</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Other causes</source>
        <translation>其他可能原因</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Automatic backup</source>
        <translation>自动备份</translation>
    </message>
    <message>
        <source>Restore rehearsal</source>
        <translation>恢复演练</translation>
    </message>
    <message>
        <source>Rehearse now</source>
        <translation>现在演练</translation>
    </message>
    <message>
        <source>Second place</source>
        <translation>第二处</translation>
    </message>
    <message>
        <source>Choose places…</source>
        <translation>选择位置…</translation>
    </message>
    <message>
        <source>Sheet and key…</source>
        <translation>凭证与密钥…</translation>
    </message>
    <message>
        <source>Missed ones are made at the next start</source>
        <translation>错过的在下次启动时补做</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>The button makes them.</source>
        <translation>用按钮来做。</translation>
    </message>
    <message>
        <source>No place yet</source>
        <translation>未选位置</translation>
    </message>
    <message>
        <source>Choose where they go.</source>
        <translation>请选择备份放在哪里。</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Restores one beside the ledger, compares all</source>
        <translation>恢复到临时文件夹并逐条比对</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Never rehearsed</source>
        <translation>还没有演练过</translation>
    </message>
    <message>
        <source>The rehearsal of {day} failed</source>
        <translation>{day}的演练未通过</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>需看</translation>
    </message>
    <message>
        <source>Rehearsal of {day} passed</source>
        <translation>{day}演练通过</translation>
    </message>
    <message>
        <source>{n} invoices, {m} originals compared; monthly</source>
        <translation>{n} 张发票、{m} 份原件逐条比对；每月一次</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>该做了</translation>
    </message>
    <message>
        <source>One place is no help against fire or theft</source>
        <translation>只放一处不防火灾和失窃；可用 U 盘</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Only one place so far</source>
        <translation>目前只有一处</translation>
    </message>
    <message>
        <source>Second place · {name}</source>
        <translation>第二处 · {name}</translation>
    </message>
    <message>
        <source>No backup there yet</source>
        <translation>那里还没有备份</translation>
    </message>
    <message>
        <source>Newest of {day}</source>
        <translation>最近一份 {day}</translation>
    </message>
    <message>
        <source>Made up for by itself as soon as it is there again</source>
        <translation>插上后自动补做</translation>
    </message>
    <message>
        <source>Not plugged in</source>
        <translation>未插入</translation>
    </message>
    <message>
        <source>{n} place</source>
        <translation>{n} 处</translation>
    </message>
    <message>
        <source>{n} places, all of them there</source>
        <translation>{n} 处，都在</translation>
    </message>
    <message>
        <source>There</source>
        <translation>都在</translation>
    </message>
    <message>
        <source>On a new computer it opens the backups</source>
        <translation>换电脑、重装系统后，凭它打开备份</translation>
    </message>
    <message>
        <source>Not yet proven with its code</source>
        <translation>还没有用凭证上的码证实过</translation>
    </message>
    <message>
        <source>Proven {day}</source>
        <translation>{day}已证实</translation>
    </message>
    <message>
        <source>Once a year its code is typed once</source>
        <translation>每年用凭证上的码证实一次</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已保管</translation>
    </message>
    <message>
        <source>Change times…</source>
        <translation>修改时间…</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>查看简报…</translation>
    </message>
    <message>
        <source>Maintenance is announced</source>
        <translation>税务系统即将维护</translation>
    </message>
    <message>
        <source>The verification cannot be reached, entry goes on</source>
        <translation>连不上查验服务，录入照常</translation>
    </message>
    <message>
        <source>The tax system is down, entry goes on</source>
        <translation>税务系统维护中，录入照常</translation>
    </message>
    <message>
        <source>{done} of {n} are answered, the rest is being verified.</source>
        <translation>{n} 张已查 {done} 张，其余正在查验。</translation>
    </message>
    <message>
        <source>Since {since} ({source}).</source>
        <translation>{since} 起（{source}）。</translation>
    </message>
    <message>
        <source>{since} to {until} ({source}).</source>
        <translation>{since} 至 {until}（{source}）。</translation>
    </message>
    <message>
        <source>New invoices are marked offline, verified by themselves afterwards.</source>
        <translation>新票标为“离线”，恢复后自动查验。</translation>
    </message>
    <message>
        <source>New invoices are marked offline, to be verified afterwards.</source>
        <translation>新票标为“离线”，恢复后再查验。</translation>
    </message>
    <message>
        <source>in {time}</source>
        <translation>{time}后开始</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还有 {time}</translation>
    </message>
    <message>
        <source>Service is down, or will be</source>
        <translation>登记系统维护</translation>
    </message>
    <message>
        <source>Note the outage</source>
        <translation>登记维护</translation>
    </message>
    <message>
        <source>The end is known</source>
        <translation>已知恢复时间</translation>
    </message>
    <message>
        <source>Notice of the tax bureau, a call, noticed here</source>
        <translation>如：税局公告、电话通知、自行发现</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Note an outage…</source>
        <translation>登记停机…</translation>
    </message>
    <message>
        <source>Outages</source>
        <translation>停机记录</translation>
    </message>
    <message>
        <source>No outage was noted yet</source>
        <translation>还没有停机记录</translation>
    </message>
    <message>
        <source>A maintenance, or a failed way to the verification, stands here with its report.</source>
        <translation>系统维护或连不上查验服务时，会在这里留下记录和简报。</translation>
    </message>
    <message>
        <source>{n} outage</source>
        <translation>共 {n} 次停机</translation>
    </message>
    <message>
        <source>{n} outages</source>
        <translation>共 {n} 次停机</translation>
    </message>
    <message>
        <source>Outages.xlsx</source>
        <translation>停机记录.xlsx</translation>
    </message>
    <message>
        <source>Going on</source>
        <translation>停机中</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>已预告</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>恢复时间</translation>
    </message>
    <message>
        <source>Written up</source>
        <translation>已写说明</translation>
    </message>
    <message>
        <source>no</source>
        <translation>未写</translation>
    </message>
    <message>
        <source>Who says so</source>
        <translation>消息来源</translation>
    </message>
    <message>
        <source>It begins by itself. From then on what is entered is marked offline, to be verified afterwards.</source>
        <translation>到时自动进入停机状态：新录的票标为“离线”，恢复后再查验。</translation>
    </message>
    <message>
        <source>Entry goes on meanwhile: what is entered is marked offline, to be verified afterwards.</source>
        <translation>期间录入照常：新录的票标为“离线”，恢复后再查验。</translation>
    </message>
    <message>
        <source>Outage</source>
        <translation>系统维护</translation>
    </message>
    <message>
        <source>Keep the record</source>
        <translation>保存记录</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制简报</translation>
    </message>
    <message>
        <source>Noted by {who}, {at} · backup at its start: {backup}</source>
        <translation>登记：{who}，{at} · 停机开始时的备份：{backup}</translation>
    </message>
    <message>
        <source>Service is back</source>
        <translation>系统已恢复</translation>
    </message>
    <message>
        <source>It does not come</source>
        <translation>取消这次维护</translation>
    </message>
    <message>
        <source>Copy a text for colleagues</source>
        <translation>复制给同事的通知</translation>
    </message>
    <message>
        <source>It ends before it begins.</source>
        <translation>恢复时间早于开始时间。</translation>
    </message>
    <message>
        <source>It is noted as over. What was entered in that time is not marked offline afterwards, and is verified like everything else.</source>
        <translation>登记为已结束的停机。当时录入的发票不会补标“离线”，照常查验。</translation>
    </message>
    <message>
        <source>Keep the times</source>
        <translation>保存时间</translation>
    </message>
    <message>
        <source>Copy a text for customers</source>
        <translation>复制给客户的通知</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>停机记录…</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>What was entered in that time keeps the mark that it has.</source>
        <translation>当时录入的发票，是否标为“离线”保持不变。</translation>
    </message>
    <message>
        <source>There was no outage</source>
        <translation>没有停机，作废此记录</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>影响</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>应对措施</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>noticed here</source>
        <translation>自行发现</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>处理人</translation>
    </message>
    <message>
        <source>Decided at</source>
        <translation>处理时间</translation>
    </message>
    <message>
        <source>Reason given</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Total, tax bureau</source>
        <translation>税局价税合计</translation>
    </message>
    <message>
        <source>List</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Covers</source>
        <translation>覆盖期间</translation>
    </message>
    <message>
        <source>Made at</source>
        <translation>导出时间</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Imported by</source>
        <translation>导入人</translation>
    </message>
    <message>
        <source>Imported at</source>
        <translation>导入时间</translation>
    </message>
    <message>
        <source>partial, covers nothing</source>
        <translation>部分导出，不作覆盖</translation>
    </message>
    <message>
        <source>Taken back at</source>
        <translation>撤回时间</translation>
    </message>
    <message>
        <source>Seller&apos;s address and phone</source>
        <translation>销方地址电话</translation>
    </message>
    <message>
        <source>Seller&apos;s bank account</source>
        <translation>销方银行账号</translation>
    </message>
    <message>
        <source>Buyer&apos;s tax ID</source>
        <translation>购方识别号</translation>
    </message>
    <message>
        <source>Buyer&apos;s address and phone</source>
        <translation>购方地址电话</translation>
    </message>
    <message>
        <source>Buyer&apos;s bank account</source>
        <translation>购方银行账号</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>Goods and services, line by line</source>
        <translation>逐行录入货物或服务</translation>
    </message>
    <message>
        <source>The lines make {net} net and {tax} tax</source>
        <translation>明细合计：金额 {net}，税额 {tax}</translation>
    </message>
    <message>
        <source>Lines {n}</source>
        <translation>明细 {n}</translation>
    </message>
    <message>
        <source>Goods or service</source>
        <translation>货物或应税劳务名称</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>规格型号</translation>
    </message>
    <message>
        <source>This cannot be read</source>
        <translation>无法识别</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>Spec</source>
        <translation>规格</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Net of a line</source>
        <translation>明细金额</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>税率</translation>
    </message>
    <message>
        <source>Direction, kind</source>
        <translation>方向与票种</translation>
    </message>
    <message>
        <source>Remark, tags</source>
        <translation>备注·标签</translation>
    </message>
    <message>
        <source>Tax rate</source>
        <translation>税率</translation>
    </message>
    <message>
        <source>Tax of a line</source>
        <translation>明细税额</translation>
    </message>
    <message>
        <source>Tax classification code</source>
        <translation>税收分类编码</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>开票人</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>收款人</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>复核人</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Reversed invoice</source>
        <translation>红冲蓝票</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>正在写入</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Checking the file</source>
        <translation>正在检查文件</translation>
    </message>
    <message>
        <source>Checking the audit trail</source>
        <translation>正在检查操作记录</translation>
    </message>
    <message>
        <source>Checking the search</source>
        <translation>正在检查查找索引</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>Importing files</source>
        <translation>正在导入文件</translation>
    </message>
    <message>
        <source>Looking at mail</source>
        <translation>正在查看邮箱</translation>
    </message>
    <message>
        <source>Reconciling</source>
        <translation>正在核对</translation>
    </message>
    <message>
        <source>Services…</source>
        <translation>查验服务…</translation>
    </message>
    <message>
        <source>Verify now</source>
        <translation>开始查验</translation>
    </message>
    <message>
        <source>Service is down…</source>
        <translation>登记系统维护…</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>查验</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>正在查验</translation>
    </message>
    <message>
        <source>what was answered is kept, the rest goes on waiting</source>
        <translation>已查到的结果会保留，其余继续等待</translation>
    </message>
    <message>
        <source>No service is set up</source>
        <translation>还没有设置查验服务</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>没有待查验的发票</translation>
    </message>
    <message>
        <source>What is entered from now on waits here for its turn.</source>
        <translation>以后录入的发票会在这里排队等待查验。</translation>
    </message>
    <message>
        <source>No invoice waits for its verification</source>
        <translation>还没有待查验的发票</translation>
    </message>
    <message>
        <source>What is entered waits here: for a service, or for the official site.</source>
        <translation>录入的发票在这里等待：由查验服务自动查，或到官方平台手工查。</translation>
    </message>
    <message>
        <source>{n} answer came</source>
        <translation>查到 {n} 张的结果</translation>
    </message>
    <message>
        <source>{n} answers came</source>
        <translation>查到 {n} 张的结果</translation>
    </message>
    <message>
        <source>{n} waits</source>
        <translation>还有 {n} 张等待</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已导出：{file}</translation>
    </message>
    <message>
        <source>{n} invoice supplemented</source>
        <translation>已补充 {n} 张发票</translation>
    </message>
    <message>
        <source>{n} invoices supplemented</source>
        <translation>已补充 {n} 张发票</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>查验记录</translation>
    </message>
    <message>
        <source>Open points</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>已导出</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>正在复制</translation>
    </message>
    <message>
        <source>Proving</source>
        <translation>正在证实</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比对</translation>
    </message>
    <message>
        <source>Picture of the camera</source>
        <translation>摄像头画面</translation>
    </message>
    <message>
        <source>A code is in sight.</source>
        <translation>画面里有二维码。</translation>
    </message>
    <message>
        <source>The camera is starting…</source>
        <translation>正在打开摄像头…</translation>
    </message>
    <message>
        <source>The part for cameras is not installed</source>
        <translation>未安装摄像头组件</translation>
    </message>
    <message>
        <source>The part for cameras does not start</source>
        <translation>摄像头组件无法启动</translation>
    </message>
    <message>
        <source>Piaohe may not use the camera</source>
        <translation>票核没有使用摄像头的权限</translation>
    </message>
    <message>
        <source>There is no camera</source>
        <translation>没有找到摄像头</translation>
    </message>
    <message>
        <source>The camera was unplugged</source>
        <translation>摄像头已拔出</translation>
    </message>
    <message>
        <source>The camera could not be started</source>
        <translation>摄像头打不开</translation>
    </message>
    <message>
        <source>The camera gives no picture</source>
        <translation>摄像头没有画面</translation>
    </message>
    <message>
        <source>Plug one in: it is found by itself.</source>
        <translation>插上摄像头后会自动识别。</translation>
    </message>
    <message>
        <source>Plug it in again: it goes on by itself. All that was read is kept.</source>
        <translation>重新插上即可继续；已读的发票都在。</translation>
    </message>
    <message>
        <source>Another program may be using it: close that one.</source>
        <translation>可能有别的程序正在使用摄像头，请先关闭它。</translation>
    </message>
    <message>
        <source>Run the installer again and choose the camera. All else works without it.</source>
        <translation>请重新运行安装程序并勾选“摄像头”。不装也不影响其他功能。</translation>
    </message>
    <message>
        <source>Install it with {command} and start Piaohe again. All else works without it.</source>
        <translation>请运行 {command} 安装，然后重新打开票核。不装也不影响其他功能。</translation>
    </message>
    <message>
        <source>A library of the system is missing: install it with {command}.</source>
        <translation>系统缺少一个库，请运行 {command} 安装。</translation>
    </message>
    <message>
        <source>The system says: {fact}</source>
        <translation>系统提示：{fact}</translation>
    </message>
    <message>
        <source>Allow it in the settings of the system, then try again.</source>
        <translation>请在系统设置中允许票核使用摄像头，然后重试。</translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, Camera, then try again.</source>
        <translation>请在“系统设置 → 隐私与安全性 → 摄像头”中允许票核，然后重试。</translation>
    </message>
    <message>
        <source>Allow it in Settings, Privacy &amp; security, Camera, then try again.</source>
        <translation>请在“设置 → 隐私和安全性 → 相机”中允许应用使用相机，然后重试。</translation>
    </message>
    <message>
        <source>Open pictures and invoice files</source>
        <translation>打开图片和发票文件</translation>
    </message>
    <message>
        <source>Invoice files and pictures</source>
        <translation>发票文件和图片</translation>
    </message>
    <message>
        <source>3.1 or 0301</source>
        <translation>3.1 或 0301</translation>
    </message>
    <message>
        <source>+ and - go by days; F4 opens the calendar</source>
        <translation>按 + 和 - 逐日调整，F4 打开日历</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Save and next</source>
        <translation>保存并录下一张</translation>
    </message>
    <message>
        <source>Copy last</source>
        <translation>复制上一张</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Still missing: {fields}</source>
        <translation>还缺：{fields}</translation>
    </message>
    <message>
        <source>This invoice was entered before</source>
        <translation>这张发票已经录入过</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>截屏</translation>
    </message>
    <message>
        <source>Read codes that stand on the screen, in a browser, say</source>
        <translation>读取屏幕上的二维码，例如浏览器里打开的电子发票</translation>
    </message>
    <message>
        <source>{n} characters: a tax ID has 18, older ones 15, 17 or 20</source>
        <translation>现有 {n} 位；识别号应为 18 位，旧号 15、17 或 20 位</translation>
    </message>
    <message>
        <source>Check digit (18th) should be {digit}: compare with the page</source>
        <translation>第 18 位校验码应为 {digit}，请对照票面</translation>
    </message>
    <message>
        <source>Structure right: {year}, {region}</source>
        <translation>结构正确：{year} 年 · {region}</translation>
    </message>
    <message>
        <source>{n} of {all} digits</source>
        <translation>已输 {n} 位，共 {all} 位</translation>
    </message>
    <message>
        <source>The QR code says {amount}</source>
        <translation>二维码上是 {amount}</translation>
    </message>
    <message>
        <source>Agrees with the QR code; net + tax = total</source>
        <translation>与二维码一致；金额 + 税额 = 价税合计</translation>
    </message>
    <message>
        <source>Agrees with the QR code</source>
        <translation>与二维码一致</translation>
    </message>
    <message>
        <source>Net + tax = total</source>
        <translation>金额 + 税额 = 价税合计</translation>
    </message>
    <message>
        <source>net</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>tax</source>
        <translation>税额</translation>
    </message>
    <message>
        <source>total</source>
        <translation>价税合计</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>税率</translation>
    </message>
    <message>
        <source>Computed from {one} and {other}; may be changed</source>
        <translation>由{one}和{other}算出，可改</translation>
    </message>
    <message>
        <source>A division by zero has no result.</source>
        <translation>除数为零，算不出结果。</translation>
    </message>
    <message>
        <source>“{text}” is no amount and no sum.</source>
        <translation>“{text}”不是金额，也不是算式。</translation>
    </message>
    <message>
        <source>Save at once</source>
        <translation>扫码即存</translation>
    </message>
    <message>
        <source>What can be kept is saved without a key; what it lacks is marked in the list.</source>
        <translation>能入账的不用按键直接保存；缺项在列表中标出。</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>提示音</translation>
    </message>
    <message>
        <source>This company: {name}</source>
        <translation>本公司&#x3000;{name}</translation>
    </message>
    <message>
        <source>As last entered with this tax ID</source>
        <translation>与同税号上次录入一致</translation>
    </message>
    <message>
        <source>Last entered with this tax ID: {name}</source>
        <translation>同税号上次录入：{name}</translation>
    </message>
    <message>
        <source>Invoice in the ledger</source>
        <translation>台账中的发票</translation>
    </message>
    <message>
        <source>Entered by</source>
        <translation>录入人</translation>
    </message>
    <message>
        <source>Show the first</source>
        <translation>查看原票</translation>
    </message>
    <message>
        <source>Attach this file</source>
        <translation>把这个文件附上</translation>
    </message>
    <message>
        <source>Go back to it</source>
        <translation>找回</translation>
    </message>
    <message>
        <source>It is right</source>
        <translation>核对无误</translation>
    </message>
    <message>
        <source>Waiting for a scan</source>
        <translation>等待扫描</translation>
    </message>
    <message>
        <source>Entered, marked offline</source>
        <translation>已录入，标为离线</translation>
    </message>
    <message>
        <source>Duplicate: the first one is in the recycle bin</source>
        <translation>重复：原票在回收站里</translation>
    </message>
    <message>
        <source>This number was entered before</source>
        <translation>这个号码已录入过</translation>
    </message>
    <message>
        <source>Duplicate: not entered again</source>
        <translation>重复，没有再录</translation>
    </message>
    <message>
        <source>Not an invoice: not entered</source>
        <translation>不是发票，没有录入</translation>
    </message>
    <message>
        <source>Buyer&apos;s header code</source>
        <translation>便捷开票抬头码</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>Encrypted code</source>
        <translation>加密二维码</translation>
    </message>
    <message>
        <source>No code</source>
        <translation>没有二维码</translation>
    </message>
    <message>
        <source>Code cut short</source>
        <translation>二维码不全</translation>
    </message>
    <message>
        <source>Another code</source>
        <translation>其他二维码</translation>
    </message>
    <message>
        <source>Nothing could be read</source>
        <translation>读不出内容</translation>
    </message>
    <message>
        <source>Codes on the picture: {codes}; not readable: {unread}</source>
        <translation>图上有 {codes} 个二维码，{unread} 个读不出</translation>
    </message>
    <message>
        <source>Enter what is missing by hand, or scan it closer.</source>
        <translation>读不出的请手工录入，或靠近再扫一次。</translation>
    </message>
    <message>
        <source>Read with a guess: compare it with the paper</source>
        <translation>二维码受损，读数靠推断：请与原件核对</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Complete: Enter saves it</source>
        <translation>已填全，按 Enter 保存</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>还没有保存</translation>
    </message>
    <message>
        <source>This was not saved last time</source>
        <translation>这是上次未保存的录入</translation>
    </message>
    <message>
        <source>It stands as you left it.</source>
        <translation>内容和离开时一样。</translation>
    </message>
    <message>
        <source>The form is empty</source>
        <translation>表单已清空</translation>
    </message>
    <message>
        <source>The file is attached</source>
        <translation>文件已附上</translation>
    </message>
    <message>
        <source>The file was attached already</source>
        <translation>这个文件原来就附着</translation>
    </message>
    <message>
        <source>Reading {file}…</source>
        <translation>正在读取 {file}…</translation>
    </message>
    <message>
        <source>scanned by {who}, {when}</source>
        <translation>{who} 于 {when} 扫码录入</translation>
    </message>
    <message>
        <source>typed by {who}, {when}</source>
        <translation>{who} 于 {when} 手工录入</translation>
    </message>
    <message>
        <source>read from a file by {who}, {when}</source>
        <translation>{who} 于 {when} 从文件录入</translation>
    </message>
    <message>
        <source>imported by {who}, {when}</source>
        <translation>{who} 于 {when} 导入</translation>
    </message>
    <message>
        <source>the one before is in the list, not saved</source>
        <translation>前一张未保存，放在“刚录入”里</translation>
    </message>
    <message>
        <source>Recovery sheet and key</source>
        <translation>恢复凭证与密钥</translation>
    </message>
    <message>
        <source>The sheet opens the ledger and its backups where the keyring does not.</source>
        <translation>凭据管理器打不开时，凭恢复凭证打开台账和备份。</translation>
    </message>
    <message>
        <source>Print the sheet again…</source>
        <translation>重新打印凭证…</translation>
    </message>
    <message>
        <source>Rehearse with this code</source>
        <translation>用这个码演练</translation>
    </message>
    <message>
        <source>Hold it before the camera…</source>
        <translation>放到摄像头前…</translation>
    </message>
    <message>
        <source>Make a new key…</source>
        <translation>换新密钥…</translation>
    </message>
    <message>
        <source>Prove it once a year</source>
        <translation>每年证实一次</translation>
    </message>
    <message>
        <source>A new key</source>
        <translation>换新密钥</translation>
    </message>
    <message>
        <source>Restoring beside the ledger and comparing…</source>
        <translation>正在临时恢复并比对…</translation>
    </message>
    <message>
        <source>Proven: with this code alone {n} invoices and {m} originals were restored.</source>
        <translation>已证实：只凭这个码就恢复出 {n} 张发票、{m} 份原件。</translation>
    </message>
    <message>
        <source>The sheet is kept</source>
        <translation>凭证已保管</translation>
    </message>
    <message>
        <source>Make a new key?</source>
        <translation>要换新密钥吗？</translation>
    </message>
    <message>
        <source>Do this where the sheet is lost, others may have seen it, or somebody left.</source>
        <translation>凭证遗失、可能被别人看过，或经手人离职时才需要。</translation>
    </message>
    <message>
        <source>Make the new key</source>
        <translation>换新密钥</translation>
    </message>
    <message>
        <source>The ledger is written once more under the new key; the data stay the same.</source>
        <translation>台账用新密钥重新写一遍，数据不变。</translation>
    </message>
    <message>
        <source>A new sheet is shown and asked back before anything is switched.</source>
        <translation>先显示新凭证并核对，之后才换过去。</translation>
    </message>
    <message>
        <source>From then on the old sheet opens only backups that were made before.</source>
        <translation>此后旧凭证只能打开以前的备份。</translation>
    </message>
    <message>
        <source>Keep the old sheet until those are gone; mark it “old”.</source>
        <translation>在那些备份没有了之前请保留旧凭证，并注明“旧”。</translation>
    </message>
    <message>
        <source>Back up right after it: then the old ledger and the old key go.</source>
        <translation>换完马上备份一次，旧台账和旧密钥随之清除。</translation>
    </message>
    <message>
        <source>Who can see the screen?</source>
        <translation>谁能看到屏幕？</translation>
    </message>
    <message>
        <source>The sheet opens everything. Go on only if you are in charge of the ledger, and nobody else can look on. The keyring may ask you for your password.</source>
        <translation>凭证能打开全部数据。请确认您是台账负责人，旁边没有别人。凭据管理器可能会问您的密码。</translation>
    </message>
    <message>
        <source>It is me, show the sheet</source>
        <translation>是我，显示凭证</translation>
    </message>
    <message>
        <source>Cancelling leaves the old key.</source>
        <translation>取消后仍用旧密钥。</translation>
    </message>
    <message>
        <source>Making a new key</source>
        <translation>正在换新密钥</translation>
    </message>
    <message>
        <source>Print it or save it as PDF, and keep it away from this computer.</source>
        <translation>请打印或存为 PDF，放在这台电脑以外的地方。</translation>
    </message>
    <message>
        <source>This paper is your spare key</source>
        <translation>这张纸是您的备用钥匙</translation>
    </message>
    <message>
        <source>The new sheet</source>
        <translation>新的恢复凭证</translation>
    </message>
    <message>
        <source>The new key holds. Back up now: then the old key goes.</source>
        <translation>已换新密钥。请马上备份一次，旧密钥随之清除。</translation>
    </message>
    <message>
        <source>The old key stays.</source>
        <translation>仍用旧密钥。</translation>
    </message>
    <message>
        <source>Type its code: the newest backup is then restored with the code alone, beside the ledger, compared record by record and removed.</source>
        <translation>输入凭证上的码：只凭这个码把最新备份恢复到临时文件夹，逐条比对后删除。</translation>
    </message>
    <message>
        <source>Where the sheet is lost, others may have seen it, or somebody left.</source>
        <translation>凭证遗失、可能被别人看过，或经手人离职时。</translation>
    </message>
    <message>
        <source>Print it or save it as PDF now, and keep it away from this computer.</source>
        <translation>现在打印或存成 PDF，放到电脑以外的地方。</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>Show the covered groups</source>
        <translation>显示遮住的几组</translation>
    </message>
    <message>
        <source>Print or save it once more</source>
        <translation>请再打印或另存一次</translation>
    </message>
    <message>
        <source>{n} character to go</source>
        <translation>还差 {n} 位</translation>
    </message>
    <message>
        <source>{n} characters to go</source>
        <translation>还差 {n} 位</translation>
    </message>
    <message>
        <source>Compare with the paper</source>
        <translation>请对照那张纸</translation>
    </message>
    <message>
        <source>Print or save, then confirm</source>
        <translation>打印或存好，再确认</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>Recovery sheet.pdf</source>
        <translation>票核恢复凭证.pdf</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Print or save it once more; then two other groups are asked.</source>
        <translation>遮住的几组已经显示过：请再打印或另存一次，然后会换两组来问。</translation>
    </message>
    <message>
        <source>{n} copy made</source>
        <translation>已打印或存好 {n} 份</translation>
    </message>
    <message>
        <source>{n} copies made</source>
        <translation>已打印或存好 {n} 份</translation>
    </message>
    <message>
        <source>Look at the paper and type groups {a} and {b}</source>
        <translation>请看着那张纸，输入第 {a} 组和第 {b} 组</translation>
    </message>
    <message>
        <source>Group {n}</source>
        <translation>第 {n} 组</translation>
    </message>
    <message>
        <source>Both groups agree with the sheet.</source>
        <translation>两组都和凭证一致</translation>
    </message>
    <message>
        <source>Group {n} is not as on the sheet. Compare it sign by sign.</source>
        <translation>第 {n} 组和凭证不一样，请逐位对照。</translation>
    </message>
    <message>
        <source>Covered on the screen, so that you surely hold a copy.</source>
        <translation>屏幕上已遮住，确认您手里真的有一份。不分大小写。</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>恢复凭证</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>已遮住</translation>
    </message>
    <message>
        <source>Piaohe recovery sheet</source>
        <translation>票核 恢复凭证</translation>
    </message>
    <message>
        <source>After a new computer, a reinstallation or a broken disk, only this opens the data.</source>
        <translation>换电脑、重装系统或硬盘损坏后，只有它能打开台账和备份。</translation>
    </message>
    <message>
        <source>Without it nobody can, and neither can we. Whoever has it can read everything.</source>
        <translation>没有它，任何人（包括我们）都打不开；谁拿到它，谁就能看到全部数据。</translation>
    </message>
    <message>
        <source>Keep two copies in two places; never send a photo of it to a chat.</source>
        <translation>请保存两份，放在两个地方；不要拍照发到群里。</translation>
    </message>
    <message>
        <source>Key {id}</source>
        <translation>密钥编号 {id}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Where shall the data be?</source>
        <translation>数据放在哪里？</translation>
    </message>
    <message>
        <source>On this computer, encrypted. No synchronised or shared folder.</source>
        <translation>放在这台电脑上，加密保存。请不要用网盘同步或共享的文件夹。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>请换一个文件夹</translation>
    </message>
    <message>
        <source>Open this ledger</source>
        <translation>打开这本台账</translation>
    </message>
    <message>
        <source>Use a folder of its own in it</source>
        <translation>在里面新建一个专用文件夹</translation>
    </message>
    <message>
        <source>Backup folder</source>
        <translation>备份文件夹</translation>
    </message>
    <message>
        <source>Where shall the backups go?</source>
        <translation>备份放在哪里？</translation>
    </message>
    <message>
        <source>Best to another disk: a USB stick, a second drive, a drive of the office.</source>
        <translation>最好放在另一块盘：U 盘、第二块硬盘或办公室的网络盘。</translation>
    </message>
    <message>
        <source>The folder can be used.</source>
        <translation>这个文件夹可以用</translation>
    </message>
    <message>
        <source>There is a ledger in this folder. Open it, or choose another folder.</source>
        <translation>这个文件夹里已经有一本台账。可以打开它，或换一个文件夹。</translation>
    </message>
    <message>
        <source>Other files stand in this folder. A ledger needs one of its own.</source>
        <translation>这个文件夹里有别的文件，台账需要单独的文件夹。</translation>
    </message>
    <message>
        <source>This is no folder. Choose one, or type its whole path.</source>
        <translation>这不是文件夹。请选择一个，或输入完整路径。</translation>
    </message>
    <message>
        <source>Nothing can be written there. Is the disk connected?</source>
        <translation>那里不能写入。磁盘接好了吗？</translation>
    </message>
    <message>
        <source>On another disk: that is best.</source>
        <translation>在另一块盘上，这样最好</translation>
    </message>
    <message>
        <source>The same disk as the data: if it breaks, both are gone. It can be changed later.</source>
        <translation>和数据在同一块盘上：盘坏了，两份都没有了。以后可以改。</translation>
    </message>
    <message>
        <source>This lies in the data folder and would be lost with it. Choose one outside.</source>
        <translation>它在数据文件夹里面，会和数据一起丢失。请选外面的文件夹。</translation>
    </message>
    <message>
        <source>It cannot be reached now; the first backup will ask for it again.</source>
        <translation>现在访问不到；第一次备份时会再问。</translation>
    </message>
    <message>
        <source>Print the recovery sheet</source>
        <translation>打印恢复凭证</translation>
    </message>
    <message>
        <source>The data stay on this computer, encrypted.</source>
        <translation>数据只在这台电脑上，加密保存。</translation>
    </message>
    <message>
        <source>First start · about 3 minutes</source>
        <translation>初次设置 · 约 3 分钟</translation>
    </message>
    <message>
        <source>Step {n} of {count}: {name}</source>
        <translation>第 {n} 步，共 {count} 步：{name}</translation>
    </message>
    <message>
        <source>The key is in the keyring again.</source>
        <translation>密钥已重新存入这台电脑的凭据管理器</translation>
    </message>
    <message>
        <source>Or take a picture by the system&apos;s own key and paste it here.</source>
        <translation>也可以用系统自带的截图，再粘贴到这里。</translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, Screen Recording.</source>
        <translation>请在“系统设置 → 隐私与安全性 → 录屏与系统录音”中允许票核。</translation>
    </message>
    <message>
        <source>Piaohe may not see the screen</source>
        <translation>票核没有查看屏幕的权限</translation>
    </message>
    <message>
        <source>This system does not show its screen to programs</source>
        <translation>本系统不允许程序截屏</translation>
    </message>
    <message>
        <source>Region of the screen</source>
        <translation>屏幕区域</translation>
    </message>
    <message>
        <source>Draw round one or more codes · Enter: the whole screen · Esc: back</source>
        <translation>框选一个或多个二维码 · 回车：整个屏幕 · Esc：返回</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>{file} and 1 more</source>
        <translation>{file} 等 2 个</translation>
    </message>
    <message>
        <source>{file} and {n} more</source>
        <translation>{file} 及另外 {n} 个</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>Scan field</source>
        <translation>扫码框</translation>
    </message>
    <message>
        <source>Scan a QR code, or drop pictures, PDF, OFD, XML here</source>
        <translation>对准二维码扫描，或把图片、PDF、OFD、XML 拖到这里</translation>
    </message>
    <message>
        <source>Picture of the screen</source>
        <translation>屏幕截图</translation>
    </message>
    <message>
        <source>There is nothing left to take back.</source>
        <translation>没有可以撤销的录入了。</translation>
    </message>
    <message>
        <source>{number} was taken back; it can be entered again.</source>
        <translation>已撤销 {number}，可以重新录入。</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>What needs a look</source>
        <translation>待看的条目</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>{n} of {of}</source>
        <translation>第 {n} 条，共 {of} 条</translation>
    </message>
    <message>
        <source>1 waits</source>
        <translation>1 条待看</translation>
    </message>
    <message>
        <source>{n} wait</source>
        <translation>{n} 条待看</translation>
    </message>
    <message>
        <source>Nothing was settled yet</source>
        <translation>还没有处理过的条目</translation>
    </message>
    <message>
        <source>Drop files anywhere on this window</source>
        <translation>把文件拖到窗口任意位置</translation>
    </message>
    <message>
        <source>Invoices, pictures, folders, ZIP, ledgers, lists of the tax bureau. What needs a look waits here until it is settled; nothing waits now.</source>
        <translation>发票、图片、文件夹、ZIP、台账、税局清单都可以。需要您看一眼的会一直留在这里，直到处理完；现在没有待看的。</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>收到时间</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>已附上</translation>
    </message>
    <message>
        <source>Taken from the file</source>
        <translation>已按原件更正</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>未录入</translation>
    </message>
    <message>
        <source>a reason (--note)</source>
        <translation>理由（--note）</translation>
    </message>
    <message>
        <source>a day (--until)</source>
        <translation>日期（--until）</translation>
    </message>
    <message>
        <source>the other key (--to)</source>
        <translation>另一个号码（--to）</translation>
    </message>
    <message>
        <source>{since} to {until}: {ours} of ours, {theirs} of theirs compared.</source>
        <translation>{since} 至 {until}：台账 {ours} 张，税局 {theirs} 张，已核对。</translation>
    </message>
    <message>
        <source>{matched} agree, {count} do not.</source>
        <translation>相符 {matched} 张，差异 {count} 项。</translation>
    </message>
    <message>
        <source>{count} of ours lie outside the days that were exported, and were not judged.</source>
        <translation>台账中有 {count} 张不在税局导出的日期范围内，未作判断。</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>至 {day}</translation>
    </message>
    <message>
        <source>About the invoice {number} of {day}, seller {seller}, amount {amount}:</source>
        <translation>关于发票 {number}，开票日期 {day}，销方 {seller}，金额 {amount}：</translation>
    </message>
    <message>
        <source>To {party}:</source>
        <translation>致 {party}：</translation>
    </message>
    <message>
        <source>{company}, tax ID {tax_id}</source>
        <translation>{company}，纳税人识别号 {tax_id}</translation>
    </message>
    <message>
        <source>the tax bureau</source>
        <translation>税务机关</translation>
    </message>
    <message>
        <source>The tax bureau&apos;s records show it, but we have not received it.</source>
        <translation>税局数据中有此发票，但我方尚未收到。</translation>
    </message>
    <message>
        <source>The tax bureau&apos;s records do not show this number, but the number {pair}.</source>
        <translation>税局数据中没有此号码，但有号码 {pair}。</translation>
    </message>
    <message>
        <source>We hold it, but it is not in our account at the tax bureau.</source>
        <translation>我方持有此发票，但我方税务数字账户中没有。</translation>
    </message>
    <message>
        <source>{field}: {ours} with us, {theirs} in the tax bureau&apos;s records.</source>
        <translation>{field}：我方为 {ours}，税局数据为 {theirs}。</translation>
    </message>
    <message>
        <source>Please issue a red letter invoice for it, and issue it anew with our data.</source>
        <translation>请开具红字发票，并按我方信息重新开具。</translation>
    </message>
    <message>
        <source>Please send it to us.</source>
        <translation>请将该发票发送给我方。</translation>
    </message>
    <message>
        <source>Please check which is right, and tell us.</source>
        <translation>请核实以何者为准，并告知我方。</translation>
    </message>
    <message>
        <source>from {day}</source>
        <translation>{day} 起</translation>
    </message>
    <message>
        <source>to {day}</source>
        <translation>至 {day}</translation>
    </message>
    <message>
        <source>Q{quarter} {year}</source>
        <translation>{year}年第{quarter}季度</translation>
    </message>
    <message>
        <source>Year {year}</source>
        <translation>{year}年</translation>
    </message>
    <message>
        <source>{since} to {until}</source>
        <translation>{since} 至 {until}</translation>
    </message>
    <message>
        <source>Original missing</source>
        <translation>缺原件</translation>
    </message>
    <message>
        <source>Only a print</source>
        <translation>只有影印件</translation>
    </message>
    <message>
        <source>With its original</source>
        <translation>有原件</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>未查验</translation>
    </message>
    <message>
        <source>Tag {tag}</source>
        <translation>标签 {tag}</translation>
    </message>
    <message>
        <source>Category {name}</source>
        <translation>分类 {name}</translation>
    </message>
    <message>
        <source>Without category</source>
        <translation>未分类</translation>
    </message>
    <message>
        <source>Rate {rate}</source>
        <translation>税率 {rate}</translation>
    </message>
    <message>
        <source>Seller {name}</source>
        <translation>销方 {name}</translation>
    </message>
    <message>
        <source>Buyer {name}</source>
        <translation>购方 {name}</translation>
    </message>
    <message>
        <source>Entered offline</source>
        <translation>离线录入</translation>
    </message>
    <message>
        <source>Not offline</source>
        <translation>非离线录入</translation>
    </message>
    <message>
        <source>Entered late</source>
        <translation>补录</translation>
    </message>
    <message>
        <source>Not late</source>
        <translation>非补录</translation>
    </message>
    <message>
        <source>Made no sense</source>
        <translation>录入时有疑点</translation>
    </message>
    <message>
        <source>Only a print, no electronic original</source>
        <translation>只有打印件，缺电子原件</translation>
    </message>
    <message>
        <source>In the recycle bin</source>
        <translation>回收站内</translation>
    </message>
    <message>
        <source>Amount {amount}</source>
        <translation>金额 {amount}</translation>
    </message>
    <message>
        <source>Beijing</source>
        <translation>北京</translation>
    </message>
    <message>
        <source>Tianjin</source>
        <translation>天津</translation>
    </message>
    <message>
        <source>Hebei</source>
        <translation>河北</translation>
    </message>
    <message>
        <source>Shanxi</source>
        <translation>山西</translation>
    </message>
    <message>
        <source>Inner Mongolia</source>
        <translation>内蒙古</translation>
    </message>
    <message>
        <source>Liaoning</source>
        <translation>辽宁</translation>
    </message>
    <message>
        <source>Dalian</source>
        <translation>大连</translation>
    </message>
    <message>
        <source>Jilin</source>
        <translation>吉林</translation>
    </message>
    <message>
        <source>Heilongjiang</source>
        <translation>黑龙江</translation>
    </message>
    <message>
        <source>Shanghai</source>
        <translation>上海</translation>
    </message>
    <message>
        <source>Jiangsu</source>
        <translation>江苏</translation>
    </message>
    <message>
        <source>Zhejiang</source>
        <translation>浙江</translation>
    </message>
    <message>
        <source>Ningbo</source>
        <translation>宁波</translation>
    </message>
    <message>
        <source>Anhui</source>
        <translation>安徽</translation>
    </message>
    <message>
        <source>Fujian</source>
        <translation>福建</translation>
    </message>
    <message>
        <source>Xiamen</source>
        <translation>厦门</translation>
    </message>
    <message>
        <source>Jiangxi</source>
        <translation>江西</translation>
    </message>
    <message>
        <source>Shandong</source>
        <translation>山东</translation>
    </message>
    <message>
        <source>Qingdao</source>
        <translation>青岛</translation>
    </message>
    <message>
        <source>Henan</source>
        <translation>河南</translation>
    </message>
    <message>
        <source>Hubei</source>
        <translation>湖北</translation>
    </message>
    <message>
        <source>Hunan</source>
        <translation>湖南</translation>
    </message>
    <message>
        <source>Guangdong</source>
        <translation>广东</translation>
    </message>
    <message>
        <source>Shenzhen</source>
        <translation>深圳</translation>
    </message>
    <message>
        <source>Guangxi</source>
        <translation>广西</translation>
    </message>
    <message>
        <source>Hainan</source>
        <translation>海南</translation>
    </message>
    <message>
        <source>Chongqing</source>
        <translation>重庆</translation>
    </message>
    <message>
        <source>Sichuan</source>
        <translation>四川</translation>
    </message>
    <message>
        <source>Guizhou</source>
        <translation>贵州</translation>
    </message>
    <message>
        <source>Yunnan</source>
        <translation>云南</translation>
    </message>
    <message>
        <source>Tibet</source>
        <translation>西藏</translation>
    </message>
    <message>
        <source>Shaanxi</source>
        <translation>陕西</translation>
    </message>
    <message>
        <source>Gansu</source>
        <translation>甘肃</translation>
    </message>
    <message>
        <source>Qinghai</source>
        <translation>青海</translation>
    </message>
    <message>
        <source>Ningxia</source>
        <translation>宁夏</translation>
    </message>
    <message>
        <source>Xinjiang</source>
        <translation>新疆</translation>
    </message>
    <message>
        <source>a separately planned city</source>
        <translation>计划单列市</translation>
    </message>
    <message>
        <source>What the exports cover</source>
        <translation>税局导出覆盖情况</translation>
    </message>
    <message>
        <source>Stale: made so soon that invoices of the month may have come later.</source>
        <translation>过早：导出得太早，当月发票可能之后才到。</translation>
    </message>
    <message>
        <source>Compare this month</source>
        <translation>核对本月</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Compare everything</source>
        <translation>核对全部</translation>
    </message>
    <message>
        <source>How to get the exports</source>
        <translation>怎样导出</translation>
    </message>
    <message>
        <source>Import tax files…</source>
        <translation>导入税局文件…</translation>
    </message>
    <message>
        <source>What newer lists say otherwise</source>
        <translation>新导出与以前不同之处</translation>
    </message>
    <message>
        <source>These were known before. The ones in our ledger stand first.</source>
        <translation>这些以前已有记录；我方台账里的排在前面。</translation>
    </message>
    <message>
        <source>All seen</source>
        <translation>全部已看</translation>
    </message>
    <message>
        <source>What agrees</source>
        <translation>一致的发票</translation>
    </message>
    <message>
        <source>Every fact that both sides hold is the same.</source>
        <translation>双方都有的各项内容完全一致。</translation>
    </message>
    <message>
        <source>News</source>
        <translation>新情况</translation>
    </message>
    <message>
        <source>Ours</source>
        <translation>我方</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>税局</translation>
    </message>
    <message>
        <source>History and notes</source>
        <translation>经过与备注</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>保存备注</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>发票</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Copy into entry</source>
        <translation>复制到录入</translation>
    </message>
    <message>
        <source>Print the original…</source>
        <translation>打印原件…</translation>
    </message>
    <message>
        <source>Verify next</source>
        <translation>优先查验</translation>
    </message>
    <message>
        <source>Waits for its verification, before all others</source>
        <translation>已排到待查验队列最前</translation>
    </message>
    <message>
        <source>History</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Monthly check</source>
        <translation>月度核对</translation>
    </message>
    <message>
        <source>Sign and save the report…</source>
        <translation>签字并保存报告…</translation>
    </message>
    <message>
        <source>{n} are still open; the report says so.</source>
        <translation>还有 {n} 张未处理，报告中会写明。</translation>
    </message>
    <message>
        <source>Checked by (name)</source>
        <translation>核对人（姓名）</translation>
    </message>
    <message>
        <source>1. Log in to the electronic tax bureau (电子税务局) of your province.</source>
        <translation>1. 登录本省电子税务局。</translation>
    </message>
    <message>
        <source>2. 我要办税 → 税务数字账户 → 发票业务 → 发票查询统计 → 全量发票查询.</source>
        <translation>2. 我要办税 → 税务数字账户 → 发票业务 → 发票查询统计 → 全量发票查询。</translation>
    </message>
    <message>
        <source>3. Choose 取得发票 or 开具发票 and the days of one month; set no other filter.</source>
        <translation>3. 选“取得发票”或“开具发票”，开票日期选一个月，不设其他条件。</translation>
    </message>
    <message>
        <source>4. 查询, then 导出 → 导出全部. Do the same for the other direction.</source>
        <translation>4. 点查询，再点 导出 → 导出全部；另一方向同样导出。</translation>
    </message>
    <message>
        <source>5. Drop the files here as they are; opening and saving them in Excel spoils numbers.</source>
        <translation>5. 原样拖到这里；不要先用 Excel 打开再保存，号码会被改坏。</translation>
    </message>
    <message>
        <source>Not certain: names of menus differ by province and change; one query may span 31 days at most; a large export may come later under 导入导出.</source>
        <translation>不确定之处：各省菜单名称可能不同，也会改版；一次查询可能最多 31 天；数量大时可能要稍后到“导入导出”里下载。</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>In our ledger</source>
        <translation>在我方台账</translation>
    </message>
    <message>
        <source>Not in our ledger</source>
        <translation>不在我方台账</translation>
    </message>
    <message>
        <source>What it says now</source>
        <translation>现在的说法</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Import files of the tax bureau</source>
        <translation>导入税局文件</translation>
    </message>
    <message>
        <source>Workbooks of the tax bureau (*.xlsx *.xls *.csv *.zip)</source>
        <translation>税局表格 (*.xlsx *.xls *.csv *.zip)</translation>
    </message>
    <message>
        <source>A file is kept whole or not at all.</source>
        <translation>每个文件要么全部导入，要么不导入。</translation>
    </message>
    <message>
        <source>1 invoice into our ledger.</source>
        <translation>另有 1 张进入我方台账。</translation>
    </message>
    <message>
        <source>{n} invoices into our ledger.</source>
        <translation>另有 {n} 张进入我方台账。</translation>
    </message>
    <message>
        <source>{added} new, {updated} changed, {unchanged} as before.</source>
        <translation>新增 {added}，变化 {updated}，不变 {unchanged}。</translation>
    </message>
    <message>
        <source>1 row was refused.</source>
        <translation>1 行未导入。</translation>
    </message>
    <message>
        <source>{n} rows were refused.</source>
        <translation>{n} 行未导入。</translation>
    </message>
    <message>
        <source>1 row needs a look.</source>
        <translation>1 行需看。</translation>
    </message>
    <message>
        <source>{n} rows need a look.</source>
        <translation>{n} 行需看。</translation>
    </message>
    <message>
        <source>Nothing was imported</source>
        <translation>没有导入</translation>
    </message>
    <message>
        <source>1 record is in</source>
        <translation>已导入 1 条税局记录</translation>
    </message>
    <message>
        <source>{n} records are in</source>
        <translation>已导入 {n} 条税局记录</translation>
    </message>
    <message>
        <source>Agreeing</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Differ</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Only ours</source>
        <translation>只在我方</translation>
    </message>
    <message>
        <source>Only theirs</source>
        <translation>只在税局</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Surest first</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>By party</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>All months</source>
        <translation>全部月份</translation>
    </message>
    <message>
        <source>What the exports cover, month by month</source>
        <translation>税局导出逐月覆盖情况</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>ours {ours}, theirs {theirs}</source>
        <translation>我方 {ours} 张，税局 {theirs} 张</translation>
    </message>
    <message>
        <source>{n} of ours not covered</source>
        <translation>未覆盖 {n} 张</translation>
    </message>
    <message>
        <source>{year}-{month}</source>
        <translation>{year}年{month}月</translation>
    </message>
    <message>
        <source>Show all fields</source>
        <translation>展开全部字段</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>{at} of {n}</source>
        <translation>第 {at} / {n} 张</translation>
    </message>
    <message>
        <source>Further causes</source>
        <translation>其他可能原因</translation>
    </message>
    <message>
        <source>Select the same cause</source>
        <translation>选中同一原因</translation>
    </message>
    <message>
        <source>1 further cause</source>
        <translation>另有 1 个可能原因</translation>
    </message>
    <message>
        <source>{n} further causes</source>
        <translation>另有 {n} 个可能原因</translation>
    </message>
    <message>
        <source>Select all {n} with this cause</source>
        <translation>选中同一原因的 {n} 张</translation>
    </message>
    <message>
        <source>Correct ours by theirs</source>
        <translation>按税局改正我方</translation>
    </message>
    <message>
        <source>Link…</source>
        <translation>配对另一张…</translation>
    </message>
    <message>
        <source>Ask…</source>
        <translation>询问…</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>How proven</source>
        <translation>怎样证实</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Undo the restore</source>
        <translation>撤销恢复</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Both sides already know it by the same number.</source>
        <translation>双方号码相同，无需配对。</translation>
    </message>
    <message>
        <source>Our ledger</source>
        <translation>我方台账</translation>
    </message>
    <message>
        <source>Tax bureau</source>
        <translation>税务局记录</translation>
    </message>
    <message>
        <source>not in it</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>exported {day}</source>
        <translation>{day} 导出</translation>
    </message>
    <message>
        <source>1 field</source>
        <translation>1 项</translation>
    </message>
    <message>
        <source>{n} fields</source>
        <translation>{n} 项</translation>
    </message>
    <message>
        <source>The rest</source>
        <translation>其余</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已看</translation>
    </message>
    <message>
        <source>Everything, for the boss…</source>
        <translation>全部，给老板…</translation>
    </message>
    <message>
        <source>For a counterpart</source>
        <translation>给某个对方</translation>
    </message>
    <message>
        <source>{party} ({n})…</source>
        <translation>{party}（{n}）…</translation>
    </message>
    <message>
        <source>Monthly check…</source>
        <translation>月度核对…</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Monthly check {month}</source>
        <translation>月度核对 {month}</translation>
    </message>
    <message>
        <source>Reconciliation {month}</source>
        <translation>核对报告 {month}</translation>
    </message>
    <message>
        <source>Invoices to check {party}</source>
        <translation>待核发票 {party}</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Excel workbooks (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation>双方</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>not seen yet</source>
        <translation>尚未查看</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>in some field</source>
        <translation>字段不同</translation>
    </message>
    <message>
        <source>not in theirs</source>
        <translation>税局没有</translation>
    </message>
    <message>
        <source>not in ours</source>
        <translation>我方没有</translation>
    </message>
    <message>
        <source>not due yet</source>
        <translation>日期未到</translation>
    </message>
    <message>
        <source>decision kept</source>
        <translation>决定已保存</translation>
    </message>
    <message>
        <source>Look at them…</source>
        <translation>查看…</translation>
    </message>
    <message>
        <source>Show what agrees</source>
        <translation>查看一致的发票</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>需看</translation>
    </message>
    <message>
        <source>Already here</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>file</source>
        <translation>个文件</translation>
    </message>
    <message>
        <source>files</source>
        <translation>个文件</translation>
    </message>
    <message>
        <source>file not imported</source>
        <translation>个文件</translation>
    </message>
    <message>
        <source>files not imported</source>
        <translation>个文件</translation>
    </message>
    <message>
        <source>waits for you</source>
        <translation>张要您看一眼</translation>
    </message>
    <message>
        <source>wait for you</source>
        <translation>张要您看一眼</translation>
    </message>
    <message>
        <source>invoice, original attached</source>
        <translation>张，原件附上</translation>
    </message>
    <message>
        <source>invoices, originals attached</source>
        <translation>张，原件附上</translation>
    </message>
    <message>
        <source>new invoice</source>
        <translation>张新发票</translation>
    </message>
    <message>
        <source>new invoices</source>
        <translation>张新发票</translation>
    </message>
    <message>
        <source>Nothing new in it.</source>
        <translation>没有新内容。</translation>
    </message>
    <message>
        <source>Entered on {day}, the original was attached</source>
        <translation>{day} 已录入，原件附上</translation>
    </message>
    <message>
        <source>Entered on {day}, with this original</source>
        <translation>{day} 已录入，原件相同</translation>
    </message>
    <message>
        <source>Entered, with its original</source>
        <translation>已录入，原件已保存</translation>
    </message>
    <message>
        <source>The original was attached</source>
        <translation>原件已附上</translation>
    </message>
    <message>
        <source>The same file was here before</source>
        <translation>同一文件早已导入</translation>
    </message>
    <message>
        <source>View</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>去核对…</translation>
    </message>
    <message>
        <source>Settle…</source>
        <translation>处理…</translation>
    </message>
    <message>
        <source>Enter by hand…</source>
        <translation>手工录入…</translation>
    </message>
    <message>
        <source>Show the rows…</source>
        <translation>查看这些行…</translation>
    </message>
    <message>
        <source>Say what it is…</source>
        <translation>说明是什么…</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>It agrees: there is nothing to decide about it.</source>
        <translation>这张一致，不用处理。</translation>
    </message>
    <message>
        <source>What does not agree with the tax bureau will stand here</source>
        <translation>与税局不一致的发票会在这里</translation>
    </message>
    <message>
        <source>Drop its exports (全量发票查询) here, for purchases and sales.</source>
        <translation>把税局“全量发票查询”的导出文件拖到这里，取得、开具都要。</translation>
    </message>
    <message>
        <source>The 1 invoice agrees</source>
        <translation>1 张发票一致</translation>
    </message>
    <message>
        <source>All {n} invoices agree</source>
        <translation>{n} 张发票全部一致</translation>
    </message>
    <message>
        <source>Every fact that both sides hold is the same, in the period that is covered.</source>
        <translation>在已覆盖的期间内，双方都有的各项都相同。</translation>
    </message>
    <message>
        <source>No invoice agrees yet</source>
        <translation>还没有一致的发票</translation>
    </message>
    <message>
        <source>1 booked invoice was reversed or voided since</source>
        <translation>已入账的 1 张发票后来被红冲或作废</translation>
    </message>
    <message>
        <source>{n} booked invoices were reversed or voided since</source>
        <translation>已入账的 {n} 张发票后来被红冲或作废</translation>
    </message>
    <message>
        <source>A newer list says otherwise about 1 invoice</source>
        <translation>新导出里 1 张发票与以前不同</translation>
    </message>
    <message>
        <source>A newer list says otherwise about {n} invoices</source>
        <translation>新导出里 {n} 张发票与以前不同</translation>
    </message>
    <message>
        <source>1 of ours lies outside of what is covered and was not judged.</source>
        <translation>我方有 1 张不在覆盖期间内，没有判断。</translation>
    </message>
    <message>
        <source>{n} of ours lie outside of what is covered and were not judged.</source>
        <translation>我方有 {n} 张不在覆盖期间内，没有判断。</translation>
    </message>
    <message>
        <source>The note is kept.</source>
        <translation>备注已保存。</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在核对…</translation>
    </message>
    <message>
        <source>Wait until {day}</source>
        <translation>等到 {day}</translation>
    </message>
    <message>
        <source>Choose its other number…</source>
        <translation>选择对应号码…</translation>
    </message>
    <message>
        <source>Into the recycle bin…</source>
        <translation>移入回收站…</translation>
    </message>
    <message>
        <source>Ask the tax bureau…</source>
        <translation>询问税局…</translation>
    </message>
    <message>
        <source>Ask the buyer…</source>
        <translation>询问购方…</translation>
    </message>
    <message>
        <source>Ask the seller…</source>
        <translation>询问销方…</translation>
    </message>
    <message>
        <source>Most likely</source>
        <translation>很可能是</translation>
    </message>
    <message>
        <source>Probably</source>
        <translation>可能是</translation>
    </message>
    <message>
        <source>Perhaps</source>
        <translation>也许是</translation>
    </message>
    <message>
        <source>Enter it late</source>
        <translation>按税局补录</translation>
    </message>
    <message>
        <source>Verify it…</source>
        <translation>去查验…</translation>
    </message>
    <message>
        <source>{likely} two digits of our {field} changed places when it was entered.</source>
        <translation>{likely}我方录入时，{field}有两位数字颠倒了。</translation>
    </message>
    <message>
        <source>{likely} our {field} lacks a digit.</source>
        <translation>{likely}我方{field}少录了一位。</translation>
    </message>
    <message>
        <source>{likely} our {field} has a digit too many.</source>
        <translation>{likely}我方{field}多录了一位。</translation>
    </message>
    <message>
        <source>{likely} one digit of our {field} is wrong.</source>
        <translation>{likely}我方{field}录错了一位。</translation>
    </message>
    <message>
        <source>{likely} the decimal point of our {field} stands in the wrong place.</source>
        <translation>{likely}我方{field}的小数点错了位。</translation>
    </message>
    <message>
        <source>{likely} the sign of our {field} is wrong.</source>
        <translation>{likely}我方{field}的正负号录反了。</translation>
    </message>
    <message>
        <source>The sum is the same, net and tax are split differently.</source>
        <translation>合计相同，金额与税额的拆分不同。</translation>
    </message>
    <message>
        <source>The {field} differs, and no usual slip explains it.</source>
        <translation>{field}不同，不像常见的录入错误。</translation>
    </message>
    <message>
        <source>{likely} day and month changed places in our date.</source>
        <translation>{likely}我方日期的月和日颠倒了。</translation>
    </message>
    <message>
        <source>The name differs, the tax ID is the same.</source>
        <translation>名称不同，识别号相同。</translation>
    </message>
    <message>
        <source>{likely} the {field} in our ledger is mistyped.</source>
        <translation>{likely}我方{field}录错了。</translation>
    </message>
    <message>
        <source>{likely} one invoice was entered twice, this time with its number mistyped.</source>
        <translation>{likely}同一张发票录了两次，这一次号码录错了。</translation>
    </message>
    <message>
        <source>{likely} its number is mistyped; several are as near.</source>
        <translation>{likely}号码录错了；相近的有几张。</translation>
    </message>
    <message>
        <source>The tax bureau has it as “{status}”, our ledger does not.</source>
        <translation>税局状态为“{status}”，我方未记。</translation>
    </message>
    <message>
        <source>It was voided at the tax bureau, and not in our ledger.</source>
        <translation>税局已作废，我方未记。</translation>
    </message>
    <message>
        <source>Seller or buyer is not the same on both sides.</source>
        <translation>销方或购方两边不同。</translation>
    </message>
    <message>
        <source>{likely} the amount without tax was entered as our total.</source>
        <translation>{likely}我方把不含税金额录成了价税合计。</translation>
    </message>
    <message>
        <source>{likely} the amount with tax was entered as our net.</source>
        <translation>{likely}我方把含税金额录成了不含税金额。</translation>
    </message>
    <message>
        <source>{likely} an amount was mistyped in our ledger.</source>
        <translation>{likely}我方金额录错了。</translation>
    </message>
    <message>
        <source>{likely} our date was mistyped.</source>
        <translation>{likely}我方开票日期录错了。</translation>
    </message>
    <message>
        <source>It is the red letter for one of our invoices.</source>
        <translation>这是我方某张发票的红字发票。</translation>
    </message>
    <message>
        <source>{likely} this is one paper invoice under two numbers.</source>
        <translation>{likely}同一张数电纸质发票的两个号码。</translation>
    </message>
    <message>
        <source>{party} issued it to us, and we never entered it.</source>
        <translation>{party}开给我方，我方没有录入。</translation>
    </message>
    <message>
        <source>We issued it, and never entered it.</source>
        <translation>我方开具，但没有录入。</translation>
    </message>
    <message>
        <source>{likely} our number was mistyped.</source>
        <translation>{likely}我方号码录错了。</translation>
    </message>
    <message>
        <source>Invoices of this kind never stand in that list.</source>
        <translation>这种票从不出现在税局清单里。</translation>
    </message>
    <message>
        <source>It was issued to our former name or tax ID.</source>
        <translation>开给了我方的曾用名称或曾用税号。</translation>
    </message>
    <message>
        <source>Our tax ID is wrong on the invoice, so it never reaches our account.</source>
        <translation>票面上我方识别号不对，所以进不了我方税务数字账户。</translation>
    </message>
    <message>
        <source>It was issued to a person, not to the company.</source>
        <translation>开给了个人，不是公司。</translation>
    </message>
    <message>
        <source>It names another company, neither side is us.</source>
        <translation>购销双方都不是我方。</translation>
    </message>
    <message>
        <source>Its verification failed. Do not book or pay it.</source>
        <translation>查验没有通过，请勿入账或付款。</translation>
    </message>
    <message>
        <source>It was entered offline and has never been verified.</source>
        <translation>离线录入后一直没有查验。</translation>
    </message>
    <message>
        <source>{likely} it is too new for this list.</source>
        <translation>{likely}开票太近，这份导出还没有。</translation>
    </message>
    <message>
        <source>{likely} the tax bureau&apos;s list was cut off or filtered.</source>
        <translation>{likely}税局导出不完整或带了筛选条件。</translation>
    </message>
    <message>
        <source>No list of the tax bureau covers its day.</source>
        <translation>没有税局导出覆盖这一天。</translation>
    </message>
    <message>
        <source>No known cause fits; it needs a look at the invoice itself.</source>
        <translation>没有找到原因，请看票面。</translation>
    </message>
    <message>
        <source>{Field}: digits transposed</source>
        <translation>{Field}：数字颠倒</translation>
    </message>
    <message>
        <source>{Field}: one digit missing</source>
        <translation>{Field}：少录一位</translation>
    </message>
    <message>
        <source>{Field}: one digit too many</source>
        <translation>{Field}：多录一位</translation>
    </message>
    <message>
        <source>{Field}: one digit wrong</source>
        <translation>{Field}：录错一位</translation>
    </message>
    <message>
        <source>{Field}: decimal point moved</source>
        <translation>{Field}：小数点错位</translation>
    </message>
    <message>
        <source>{Field}: wrong sign</source>
        <translation>{Field}：正负号相反</translation>
    </message>
    <message>
        <source>Net and tax split differently</source>
        <translation>金额与税额拆分不同</translation>
    </message>
    <message>
        <source>{Field} differs</source>
        <translation>{Field}不同</translation>
    </message>
    <message>
        <source>Day and month swapped</source>
        <translation>月日颠倒</translation>
    </message>
    <message>
        <source>Date differs by {days} days</source>
        <translation>开票日期差 {days} 天</translation>
    </message>
    <message>
        <source>Name differs, tax ID same</source>
        <translation>名称不同，识别号相同</translation>
    </message>
    <message>
        <source>{Field}: mistyped</source>
        <translation>{Field}：录错</translation>
    </message>
    <message>
        <source>Entered twice, number mistyped</source>
        <translation>重复录入，号码录错</translation>
    </message>
    <message>
        <source>Number mistyped, several are near</source>
        <translation>号码录错，相近的有几张</translation>
    </message>
    <message>
        <source>{status} at the tax bureau, not in ours</source>
        <translation>税局{status}，我方未记</translation>
    </message>
    <message>
        <source>A correction asks why and keeps the old version; decisions are kept and not asked again next month.</source>
        <translation>改正会问原因，旧版本保留；决定会保存，下月导入不再重问。</translation>
    </message>
    <message>
        <source>the management</source>
        <translation>领导</translation>
    </message>
    <message>
        <source>Invoice {number} of {day}, seller {seller}, buyer {buyer}, in all {amount}.</source>
        <translation>发票 {number}，开票日期 {day}，销方 {seller}，购方 {buyer}，价税合计 {amount}。</translation>
    </message>
    <message>
        <source>The tax bureau&apos;s records show it; we have not received it.</source>
        <translation>税局有这张发票，我方没有收到。</translation>
    </message>
    <message>
        <source>We hold it, but it does not stand in our account at the tax bureau.</source>
        <translation>我方持有这张发票，但税务数字账户里没有。</translation>
    </message>
    <message>
        <source>Please tell us how it stands in your records, and why.</source>
        <translation>请告知税局记录的情况和原因。</translation>
    </message>
    <message>
        <source>Please issue a red letter invoice, and issue it anew with our present name.</source>
        <translation>请红冲，并按我方现名重新开具。</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>已改正</translation>
    </message>
    <message>
        <source>Put into the recycle bin</source>
        <translation>放入回收站</translation>
    </message>
    <message>
        <source>A newer list lacks it</source>
        <translation>新导出里没有了</translation>
    </message>
    <message>
        <source>It is in the list again</source>
        <translation>又出现在导出里</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>有变化</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>partial</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>过早</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺</translation>
    </message>
    <message>
        <source>{name}, to {day}</source>
        <translation>{name}，到 {day}</translation>
    </message>
    <message>
        <source>{name}, of {day}</source>
        <translation>{name}，{day} 导出</translation>
    </message>
    <message>
        <source>Signed by {name} on {day}, {n} open then.</source>
        <translation>{name} 于 {day} 签字，当时未处理 {n} 张。</translation>
    </message>
    <message>
        <source>1 new</source>
        <translation>新增 1 张</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>新增 {n} 张</translation>
    </message>
    <message>
        <source>1 gone</source>
        <translation>消失 1 张</translation>
    </message>
    <message>
        <source>{n} gone</source>
        <translation>消失 {n} 张</translation>
    </message>
    <message>
        <source>1 changed</source>
        <translation>变化 1 张</translation>
    </message>
    <message>
        <source>{n} changed</source>
        <translation>变化 {n} 张</translation>
    </message>
    <message>
        <source>Since then: {what}.</source>
        <translation>此后：{what}。</translation>
    </message>
    <message>
        <source>Nothing has changed since.</source>
        <translation>此后没有变化。</translation>
    </message>
    <message>
        <source>from the tax bureau</source>
        <translation>按税局</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Chosen invoices</source>
        <translation>选中的发票</translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Take a tag away…</source>
        <translation>去掉标签…</translation>
    </message>
    <message>
        <source>Category…</source>
        <translation>分类…</translation>
    </message>
    <message>
        <source>Print the originals…</source>
        <translation>打印原件…</translation>
    </message>
    <message>
        <source>Verify…</source>
        <translation>查验…</translation>
    </message>
    <message>
        <source>Move to the recycle bin</source>
        <translation>移入回收站</translation>
    </message>
    <message>
        <source>Take out of the bin</source>
        <translation>从回收站取回</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>1 chosen</source>
        <translation>已选 1 张</translation>
    </message>
    <message>
        <source>{n} chosen</source>
        <translation>已选 {n} 张</translation>
    </message>
    <message>
        <source>What is done to many is shown first and can be undone.</source>
        <translation>批量改动会先列出结果，做完还可撤销。</translation>
    </message>
    <message>
        <source>Remove the condition {words}</source>
        <translation>去掉条件 {words}</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>添加条件</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>已存查询</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Denser rows</source>
        <translation>紧凑行高</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>{who} corrected {fields}</source>
        <translation>{who} 更正 {fields}</translation>
    </message>
    <message>
        <source>{who} {what}</source>
        <translation>{who} {what}</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>原因：{reason}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>entered it</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>imported it</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>filled it in</source>
        <translation>补充</translation>
    </message>
    <message>
        <source>attached an original</source>
        <translation>附上原件</translation>
    </message>
    <message>
        <source>corrected it</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>tagged it</source>
        <translation>加标签</translation>
    </message>
    <message>
        <source>took a tag away</source>
        <translation>去掉标签</translation>
    </message>
    <message>
        <source>changed the category</source>
        <translation>改分类</translation>
    </message>
    <message>
        <source>moved it to the recycle bin</source>
        <translation>移入回收站</translation>
    </message>
    <message>
        <source>took it out of the recycle bin</source>
        <translation>从回收站取回</translation>
    </message>
    <message>
        <source>took a change back</source>
        <translation>撤销改动</translation>
    </message>
    <message>
        <source>decided about it</source>
        <translation>作出核对结论</translation>
    </message>
    <message>
        <source>confirmed it</source>
        <translation>查验一致</translation>
    </message>
    <message>
        <source>says otherwise about it</source>
        <translation>查验不一致</translation>
    </message>
    <message>
        <source>does not know it</source>
        <translation>查无此票</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Previous sheet</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Next sheet</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>Writing the PDF</source>
        <translation>正在写 PDF</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>正在打印</translation>
    </message>
    <message>
        <source>Cancel keeps the sheets that are out.</source>
        <translation>取消后，已打出的不受影响</translation>
    </message>
    <message>
        <source>Looking for the originals</source>
        <translation>正在找原件</translation>
    </message>
    <message>
        <source>{n} have no original that can be printed</source>
        <translation>{n} 张没有可打印的原件</translation>
    </message>
    <message>
        <source>Nothing to print</source>
        <translation>没有可打印的内容</translation>
    </message>
    <message>
        <source>Sheet {page} of {pages}</source>
        <translation>第 {page} 张，共 {pages} 张</translation>
    </message>
    <message>
        <source>{n} sheets in {file}</source>
        <translation>{n} 页已写入 {file}</translation>
    </message>
    <message>
        <source>{n} sheets sent to the printer</source>
        <translation>{n} 页已送往打印机</translation>
    </message>
    <message>
        <source>The list</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Originals, 1 a sheet</source>
        <translation>原件，每页 1 张</translation>
    </message>
    <message>
        <source>2 a sheet</source>
        <translation>每页 2 张</translation>
    </message>
    <message>
        <source>4 a sheet</source>
        <translation>每页 4 张</translation>
    </message>
    <message>
        <source>Save this query…</source>
        <translation>保存此查询…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Save this query</source>
        <translation>保存此查询</translation>
    </message>
    <message>
        <source>Name; one that exists is replaced:</source>
        <translation>名称（同名的会被替换）：</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>Page of the original</source>
        <translation>原件页面</translation>
    </message>
    <message>
        <source>Try the refused again</source>
        <translation>重试未导入的</translation>
    </message>
    <message>
        <source>Export the list…</source>
        <translation>导出清单…</translation>
    </message>
    <message>
        <source>What became of each file</source>
        <translation>每个文件的结果</translation>
    </message>
    <message>
        <source>No file here</source>
        <translation>这里没有文件</translation>
    </message>
    <message>
        <source>Files are kept byte for byte. What needs a look stays under “Needs a look” until it is settled, also when this is closed.</source>
        <translation>原文件一字节不改地保存在票核里；“需看”会一直留在“导入”里，现在关掉也不会丢。</translation>
    </message>
    <message>
        <source>Total added</source>
        <translation>新增价税合计</translation>
    </message>
    <message>
        <source>1 record of the tax bureau</source>
        <translation>税局记录 1 条</translation>
    </message>
    <message>
        <source>{n} records of the tax bureau</source>
        <translation>税局记录 {n} 条</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Import broke off.</source>
        <translation>导入中断。</translation>
    </message>
    <message>
        <source>Enter the password…</source>
        <translation>输入密码…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Take this</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>In the ledger: {value}</source>
        <translation>台账为：{value}</translation>
    </message>
    <message>
        <source>The file does not say this.</source>
        <translation>文件中没有此项。</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存…</translation>
    </message>
    <message>
        <source>This file has no pages</source>
        <translation>这个文件没有版面</translation>
    </message>
    <message>
        <source>The pages cannot be shown</source>
        <translation>版面无法显示</translation>
    </message>
    <message>
        <source>It holds data only. What it says stands in the fields.</source>
        <translation>它只含数据，内容都在右边的字段里。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Takes effect when the program is started next.</source>
        <translation>下次启动程序时生效。</translation>
    </message>
    <message>
        <source>General</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>上次结果</translation>
    </message>
    <message>
        <source>Look at mail</source>
        <translation>收取邮件</translation>
    </message>
    <message>
        <source>Mails with links</source>
        <translation>含链接的邮件</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Nothing was imported, nothing was written.</source>
        <translation>没有导入，未写入任何数据。</translation>
    </message>
    <message>
        <source>1 more waits</source>
        <translation>还有 1 批排队</translation>
    </message>
    <message>
        <source>{n} more wait</source>
        <translation>还有 {n} 批排队</translation>
    </message>
    <message>
        <source>Taken back; it waits again.</source>
        <translation>已撤回，重新待看。</translation>
    </message>
    <message>
        <source>1 invoice has only a print</source>
        <translation>1 张只有打印件</translation>
    </message>
    <message>
        <source>{n} invoices have only a print</source>
        <translation>{n} 张只有打印件</translation>
    </message>
    <message>
        <source>Their electronic original must be kept as well (Cai Kuai [2020] No. 6).</source>
        <translation>须同时保存其电子原件（财会〔2020〕6号）。</translation>
    </message>
    <message>
        <source>Undoing {file}</source>
        <translation>正在撤销 {file}</translation>
    </message>
    <message>
        <source>Cancel keeps what is undone.</source>
        <translation>取消后，已撤销的不再恢复。</translation>
    </message>
    <message>
        <source>1 invoice is in the recycle bin</source>
        <translation>1 张发票已移入回收站</translation>
    </message>
    <message>
        <source>{n} invoices are in the recycle bin</source>
        <translation>{n} 张发票已移入回收站</translation>
    </message>
    <message>
        <source>The import is undone</source>
        <translation>导入已撤销</translation>
    </message>
    <message>
        <source>{file} did not come from a folder.</source>
        <translation>{file} 不是从文件夹来的。</translation>
    </message>
    <message>
        <source>Looking at the mailbox</source>
        <translation>正在收取邮件</translation>
    </message>
    <message>
        <source>1 new mail, no invoice</source>
        <translation>1 封新邮件，没有发票</translation>
    </message>
    <message>
        <source>{n} new mails, no invoice</source>
        <translation>{n} 封新邮件，没有发票</translation>
    </message>
    <message>
        <source>No new mail</source>
        <translation>没有新邮件</translation>
    </message>
    <message>
        <source>1 mail is too large</source>
        <translation>1 封邮件过大</translation>
    </message>
    <message>
        <source>{n} mails are too large</source>
        <translation>{n} 封邮件过大</translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>没有新内容</translation>
    </message>
    <message>
        <source>The verification system is down since {since}.</source>
        <translation>查验系统自 {since} 起停机。</translation>
    </message>
    <message>
        <source>The verification system is down from {since} to {until}.</source>
        <translation>查验系统 {since} 至 {until} 停机维护。</translation>
    </message>
    <message>
        <source>Nothing was entered offline.</source>
        <translation>期间没有离线录入的发票。</translation>
    </message>
    <message>
        <source>{n} invoice was entered offline.</source>
        <translation>离线录入 {n} 张。</translation>
    </message>
    <message>
        <source>{n} were entered offline.</source>
        <translation>离线录入 {n} 张。</translation>
    </message>
    <message>
        <source>{n} is confirmed.</source>
        <translation>已证实 {n} 张。</translation>
    </message>
    <message>
        <source>{n} are confirmed.</source>
        <translation>已证实 {n} 张。</translation>
    </message>
    <message>
        <source>{n} is not confirmed.</source>
        <translation>未能证实（不一致或查无此票）{n} 张。</translation>
    </message>
    <message>
        <source>{n} are not confirmed.</source>
        <translation>未能证实（不一致或查无此票）{n} 张。</translation>
    </message>
    <message>
        <source>{n} waits for its turn.</source>
        <translation>{n} 张正在排队。</translation>
    </message>
    <message>
        <source>{n} wait for their turn.</source>
        <translation>{n} 张正在排队。</translation>
    </message>
    <message>
        <source>{n} waits until later.</source>
        <translation>{n} 张须稍后或明天再查。</translation>
    </message>
    <message>
        <source>{n} wait until later.</source>
        <translation>{n} 张须稍后或明天再查。</translation>
    </message>
    <message>
        <source>{n} needs a person.</source>
        <translation>{n} 张需要人工处理。</translation>
    </message>
    <message>
        <source>{n} need a person.</source>
        <translation>{n} 张需要人工处理。</translation>
    </message>
    <message>
        <source>{n} is not in the queue.</source>
        <translation>{n} 张不在查验队列中。</translation>
    </message>
    <message>
        <source>{n} are not in the queue.</source>
        <translation>{n} 张不在查验队列中。</translation>
    </message>
    <message>
        <source>Backup at its start</source>
        <translation>停机开始时的备份</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}：{value}</translation>
    </message>
    <message>
        <source>Record of an outage</source>
        <translation>停机记录</translation>
    </message>
    <message>
        <source>{n} was entered in this time before the outage was noted: it is not marked offline.</source>
        <translation>另有 {n} 张在此期间录入时停机尚未登记，未标“离线”。</translation>
    </message>
    <message>
        <source>{n} were entered in this time before the outage was noted: not marked offline.</source>
        <translation>另有 {n} 张在此期间录入时停机尚未登记，未标“离线”。</translation>
    </message>
    <message>
        <source>noticed by the program</source>
        <translation>程序自动发现</translation>
    </message>
    <message>
        <source>end not known</source>
        <translation>恢复时间待定</translation>
    </message>
    <message>
        <source>{end} ({time})</source>
        <translation>{end}（{time}）</translation>
    </message>
    <message>
        <source>Since {since} ({end}) · {source}</source>
        <translation>{since} 起（{end}） · {source}</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到 1 分钟</translation>
    </message>
    <message>
        <source>none (no folder)</source>
        <translation>未备份（无备份位置）</translation>
    </message>
    <message>
        <source>none (it failed)</source>
        <translation>未备份（备份失败）</translation>
    </message>
    <message>
        <source>none (withdrawn)</source>
        <translation>未备份（维护已取消）</translation>
    </message>
    <message>
        <source>none (noted afterwards)</source>
        <translation>未备份（事后补记）</translation>
    </message>
    <message>
        <source>none (program not open)</source>
        <translation>未备份（当时程序未打开）</translation>
    </message>
    <message>
        <source>The tax bureau&apos;s system will be out of service from {since} on{source}; when it will be back is not known yet, we will tell you.</source>
        <translation>税务系统将于 {since} 起停止服务{source}，恢复时间待定，恢复后另行通知。</translation>
    </message>
    <message>
        <source>The tax bureau&apos;s system will be out of service from {since} to {until}{source}.</source>
        <translation>税务系统将于 {since} 至 {until} 停止服务{source}。</translation>
    </message>
    <message>
        <source>The tax bureau&apos;s system is out of service from {since} to {until}{source}.</source>
        <translation>税务系统于 {since} 至 {until} 期间停止服务{source}。</translation>
    </message>
    <message>
        <source>The tax bureau&apos;s system is out of service since {since}{source}; when it will be back is not known yet, we will tell you.</source>
        <translation>税务系统自 {since} 起停止服务{source}，恢复时间待定，恢复后另行通知。</translation>
    </message>
    <message>
        <source>just begun</source>
        <translation>刚开始</translation>
    </message>
    <message>
        <source> ({source})</source>
        <translation>（{source}）</translation>
    </message>
    <message>
        <source>announced until {at}</source>
        <translation>原定 {at}</translation>
    </message>
    <message>
        <source>Entry goes on: what is entered is marked offline, to be verified afterwards.</source>
        <translation>录入照常：新录的票标为“离线”，恢复后再查验。</translation>
    </message>
    <message>
        <source>Maintenance is announced from {since} on, its end is not known{source}.</source>
        <translation>系统将于 {since} 起停机维护，恢复时间待定{source}。</translation>
    </message>
    <message>
        <source>Maintenance is announced from {since} to {until}{source}.</source>
        <translation>系统将于 {since} 至 {until} 停机维护{source}。</translation>
    </message>
    <message>
        <source>{since} to {end} · {source}</source>
        <translation>{since} 至 {end} · {source}</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>proven</source>
        <translation>已证实</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未备份</translation>
    </message>
    <message>
        <source>Dear colleagues,

{what}

Please go on handing in invoices as usual. They are entered offline and verified as soon as service is back; reimbursement of what is not verified yet waits until then. Keep the originals.

{company}, accounting</source>
        <translation>各位同事：

{what}

期间请照常交票，财务先做离线登记，系统恢复后立即补做查验；尚未查验的发票，待查验完成后再办理报销。请妥善保管发票原件。

{company} 财务部</translation>
    </message>
    <message>
        <source>Dear customers,

{what} Invoices that you ask us for in this time are noted in their order and issued as soon as service is back; nothing is lost, and you need not ask again.

Thank you for your patience.

{company}</source>
        <translation>尊敬的客户：

{what}期间您的开票申请，我们会按先后顺序登记，系统恢复后第一时间开具，不会遗漏，无需重复申请。

由此带来的不便，敬请谅解。

{company}</translation>
    </message>
    <message>
        <source>The tax bureau&apos;s system cannot be reached since {since}; when it will be back is not known yet, we will tell you.</source>
        <translation>自 {since} 起无法连接税务系统，恢复时间待定，恢复后另行通知。</translation>
    </message>
    <message>
        <source>Not confirmed:</source>
        <translation>未能证实：</translation>
    </message>
    <message>
        <source>{time} so far</source>
        <translation>已持续 {time}</translation>
    </message>
    <message>
        <source>a time that is not known yet</source>
        <translation>恢复时间待定</translation>
    </message>
    <message>
        <source>This was changed since, and stays as it is.</source>
        <translation>此后已被改动，保持现状。</translation>
    </message>
    <message>
        <source>{by} did something to this invoice at {at}: it stays as it is.</source>
        <translation>{by} 在 {at} 处理过这张发票，保持现状。</translation>
    </message>
    <message>
        <source>{by} settled this at {at}: it stays as it is.</source>
        <translation>{by} 在 {at} 已处理此项，保持现状。</translation>
    </message>
    <message>
        <source>Two invoices were found to be one: they stay together.</source>
        <translation>两张发票已确认为同一张，不再拆开。</translation>
    </message>
    <message>
        <source>What a list of the tax bureau said stays: it is theirs, not ours.</source>
        <translation>税局数据属于税务局一方，导入后保留，不撤销。</translation>
    </message>
    <message>
        <source>Asked at</source>
        <translation>查验时间</translation>
    </message>
    <message>
        <source>Answered at</source>
        <translation>返回时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>返回信息</translation>
    </message>
    <message>
        <source>Number of the request</source>
        <translation>请求编号</translation>
    </message>
    <message>
        <source>Contradicts ours</source>
        <translation>与我方不符</translation>
    </message>
    <message>
        <source>Answer as it came</source>
        <translation>原始返回</translation>
    </message>
    <message>
        <source>No answer is kept</source>
        <translation>没有结果</translation>
    </message>
    <message>
        <source>{service} is not asked for now: {reason}. What waits goes on waiting.</source>
        <translation>暂停向{service}查验：{reason}。待查验的发票继续等待。</translation>
    </message>
    <message>
        <source>Not asked this month.</source>
        <translation>本月没有查验。</translation>
    </message>
    <message>
        <source>Questions this month: {n}</source>
        <translation>本月查验 {n} 次</translation>
    </message>
    <message>
        <source>{yuan} yuan by the list price</source>
        <translation>按公布价格 {yuan} 元</translation>
    </message>
    <message>
        <source>{n} charged, cost unknown</source>
        <translation>计费 {n} 次，费用未知</translation>
    </message>
    <message>
        <source>{n} more may have been charged</source>
        <translation>另有 {n} 次可能已计费</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>手动加入</translation>
    </message>
    <message>
        <source>To be looked at again</source>
        <translation>定期复查</translation>
    </message>
    <message>
        <source>Issued today: can be checked tomorrow</source>
        <translation>当天开具，次日才能查验</translation>
    </message>
    <message>
        <source>Checked five times today: goes on tomorrow</source>
        <translation>今天已查满 5 次，等到明天</translation>
    </message>
    <message>
        <source>The service was not there: is tried again</source>
        <translation>服务暂时不可用，稍后自动再查</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Lacks a value that is asked for</source>
        <translation>缺少查验要素</translation>
    </message>
    <message>
        <source>This kind is not checked</source>
        <translation>该票种不支持查验</translation>
    </message>
    <message>
        <source>Older than five years</source>
        <translation>开票已超过五年</translation>
    </message>
    <message>
        <source>Its values were not accepted</source>
        <translation>查验要素未被接受，请核对</translation>
    </message>
    <message>
        <source>Asked, no answer: may be charged, asked again only if you say so</source>
        <translation>已发出但没有收到结果，可能已计费；须由您确认才会再查</translation>
    </message>
    <message>
        <source>Verification service</source>
        <translation>查验服务</translation>
    </message>
    <message>
        <source>Official site, by hand</source>
        <translation>官方平台（手工）</translation>
    </message>
    <message>
        <source>Batch check of the tax bureau</source>
        <translation>税局批量查验</translation>
    </message>
    <message>
        <source>List of the tax bureau</source>
        <translation>税局清单</translation>
    </message>
    <message>
        <source>Last {n} digits of the check code</source>
        <translation>校验码后{n}位</translation>
    </message>
    <message>
        <source>Price without tax</source>
        <translation>不含税价</translation>
    </message>
    <message>
        <source>Amount without tax</source>
        <translation>开具金额（不含税）</translation>
    </message>
    <message>
        <source>Price of the vehicle</source>
        <translation>车价合计</translation>
    </message>
    <message>
        <source>Fiscal receipts are not checked there, but on the page of the Ministry of Finance: pjcy.mof.gov.cn</source>
        <translation>财政票据不在这个平台查验，请到财政部的全国财政电子票据查验平台：pjcy.mof.gov.cn</translation>
    </message>
    <message>
        <source>Customs receipts are not checked there, but compared in the electronic tax bureau.</source>
        <translation>海关缴款书不在这个平台查验，请在电子税务局做稽核比对。</translation>
    </message>
    <message>
        <source>The invoice code is missing: 8 digits alone name no invoice.</source>
        <translation>缺发票代码：只有8位号码，认不出是哪张发票。</translation>
    </message>
    <message>
        <source>Excel has rounded “{field}” (2.5E+19): its last digits are lost. Take the file as the tax bureau gave it.</source>
        <translation>“{field}”被 Excel 变成了科学计数（如 2.5E+19），末尾几位已丢失。请用税局给的原文件。</translation>
    </message>
    <message>
        <source>There is no invoice number here, or none that can be right.</source>
        <translation>这一行没有发票号码，或号码不对。</translation>
    </message>
    <message>
        <source>Its numbers name two different invoices.</source>
        <translation>这一行的号码指向两张不同的发票。</translation>
    </message>
    <message>
        <source>No invoice of this ledger has this number.</source>
        <translation>台账里没有这个号码的发票。</translation>
    </message>
    <message>
        <source>No result stands in this row.</source>
        <translation>这一行没有查验结果。</translation>
    </message>
    <message>
        <source>This result is not known here: look at it and note it by hand.</source>
        <translation>看不懂这个结果，请您看过后手工登记。</translation>
    </message>
    <message>
        <source>The file says two things about this invoice.</source>
        <translation>文件里这张发票的结果前后矛盾。</translation>
    </message>
    <message>
        <source>“{field}” is not as in the ledger: the answer is about other values.</source>
        <translation>“{field}”与台账不同：这个结果查的不是台账里的数据。</translation>
    </message>
    <message>
        <source>The date cannot be read, and so not be compared with the ledger.</source>
        <translation>开票日期看不懂，无法与台账比对。</translation>
    </message>
    <message>
        <source>The amount cannot be read, and so not be compared with the ledger.</source>
        <translation>金额看不懂，无法与台账比对。</translation>
    </message>
    <message>
        <source>The same row stands above, and was kept.</source>
        <translation>与上面一行相同，结果已记录。</translation>
    </message>
    <message>
        <source>{step}: in order.</source>
        <translation>{step}：正常。</translation>
    </message>
    <message>
        <source>{step}: {wrong}</source>
        <translation>{step}：{wrong}</translation>
    </message>
    <message>
        <source>{step}: not needed here.</source>
        <translation>{step}：不需要。</translation>
    </message>
    <message>
        <source>{step}: the service tells no time to compare with.</source>
        <translation>{step}：服务没有给出时间，无法比对。</translation>
    </message>
    <message>
        <source>{step}: the service gave no clear answer about them; try again later.</source>
        <translation>{step}：服务没有明确答复，请稍后再试。</translation>
    </message>
    <message>
        <source>{step}: not reached.</source>
        <translation>{step}：没有走到这一步。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Name lookup</source>
        <translation>域名解析</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Secure connection</source>
        <translation>安全连接（TLS）</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>账号密钥</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>this computer is in no network.</source>
        <translation>本机没有联网。</translation>
    </message>
    <message>
        <source>the name {host} is not found.</source>
        <translation>找不到域名 {host}。</translation>
    </message>
    <message>
        <source>the proxy {proxy} does not answer.</source>
        <translation>代理 {proxy} 没有响应。</translation>
    </message>
    <message>
        <source>{host} cannot prove who it is, or something stands in between.</source>
        <translation>{host} 的证书无法验证，或连接被中间设备拦截。</translation>
    </message>
    <message>
        <source>{host} does not answer as it should.</source>
        <translation>{host} 没有正常响应。</translation>
    </message>
    <message>
        <source>the keyring did not give them.</source>
        <translation>系统凭据管理器没有给出账号。</translation>
    </message>
    <message>
        <source>it differs by {seconds} seconds; at most 300 are accepted.</source>
        <translation>相差 {seconds} 秒，最多允许 300 秒。</translation>
    </message>
    <message>
        <source>the proxy {proxy} asks for a name and a password.</source>
        <translation>代理 {proxy} 要求用户名和密码。</translation>
    </message>
    <message>
        <source>the proxy {proxy} does not let through to this service.</source>
        <translation>代理 {proxy} 不放行到这个服务的连接。</translation>
    </message>
    <message>
        <source>the proxy {proxy} answers, but does not reach the service.</source>
        <translation>代理 {proxy} 有应答，但它连不上这个服务。</translation>
    </message>
    <message>
        <source>the certificate of {host} does not hold on the day that this computer shows: look at its date and time first.</source>
        <translation>按这台电脑的日期，{host} 的证书不在有效期内：请先核对电脑的日期和时间。</translation>
    </message>
    <message>
        <source>somebody else answers in place of {host}.</source>
        <translation>应答的不是 {host}，而是别的服务器。</translation>
    </message>
    <message>
        <source>the certificate of {host} is of nobody who is trusted: a security program or a gateway may stand in between.</source>
        <translation>{host} 的证书不受信任：中间可能有安全软件或网关。</translation>
    </message>
    <message>
        <source>{host} takes no connection: it is down, or blocked on the way.</source>
        <translation>{host} 不接受连接：服务停了，或途中被拦截。</translation>
    </message>
    <message>
        <source>{host} did not answer in time: it is overloaded, or the way slow.</source>
        <translation>{host} 没有及时应答：服务繁忙，或网络太慢。</translation>
    </message>
    <message>
        <source>{host} broke the connection off.</source>
        <translation>{host} 中断了连接。</translation>
    </message>
    <message>
        <source>{host} says that it is out of service (HTTP {status}).</source>
        <translation>{host} 表示暂停服务（HTTP {status}）。</translation>
    </message>
    <message>
        <source>the service does not accept the account.</source>
        <translation>服务不认可这个账号。</translation>
    </message>
    <message>
        <source>no account is kept here yet.</source>
        <translation>还没有填写账号。</translation>
    </message>
    <message>
        <source>this computer is {minutes} minutes ahead; services accept 5 minutes at most.</source>
        <translation>这台电脑的时间快了 {minutes} 分钟；服务最多允许差 5 分钟。</translation>
    </message>
    <message>
        <source>this computer is {minutes} minutes behind; services accept 5 minutes at most.</source>
        <translation>这台电脑的时间慢了 {minutes} 分钟；服务最多允许差 5 分钟。</translation>
    </message>
    <message>
        <source>You can mend this yourself on this computer.</source>
        <translation>您可以在本机自行解决。</translation>
    </message>
    <message>
        <source>Ask whoever looks after your network.</source>
        <translation>请联系网络管理员。</translation>
    </message>
    <message>
        <source>Only the service itself can mend this: wait, or ask its support.</source>
        <translation>只能由服务方解决：请等待，或联系其客服。</translation>
    </message>
    <message>
        <source>No service is needed: the official site works without an account. A service asks by itself and costs money. The first is asked first; the next one only where the first gave no answer and certainly charged nothing.</source>
        <translation>不设置服务也能查验：官方平台无需账号。查验服务自动查询，按次收费。先问第一家；只有它没有给出结果且肯定没有计费时，才问下一家。</translation>
    </message>
    <message>
        <source>Connection to the official site…</source>
        <translation>官方平台连接检查…</translation>
    </message>
    <message>
        <source>Official site</source>
        <translation>官方查验平台</translation>
    </message>
    <message>
        <source>Account…</source>
        <translation>账号…</translation>
    </message>
    <message>
        <source>Forget the account…</source>
        <translation>删除账号…</translation>
    </message>
    <message>
        <source>Test, costs nothing</source>
        <translation>测试（不收费）</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>连接检查…</translation>
    </message>
    <message>
        <source>Ask earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Ask no more</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Use this service</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Not asked.</source>
        <translation>未启用。</translation>
    </message>
    <message>
        <source>Its account is missing: nothing is asked.</source>
        <translation>还没有填写账号，不会发出查验。</translation>
    </message>
    <message>
        <source>What is sent to it was not read yet: nothing is asked.</source>
        <translation>还没有确认发送内容，不会发出查验。</translation>
    </message>
    <message>
        <source>It failed and rests until {until}.</source>
        <translation>刚才出错，暂停到 {until}。</translation>
    </message>
    <message>
        <source>Asked as number {n}.</source>
        <translation>已启用，第 {n} 顺位。</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>The service accepts the account. Nothing was charged.</source>
        <translation>账号可用，没有产生费用。</translation>
    </message>
    <message>
        <source>Whether it is accepted cannot be said. {why}</source>
        <translation>无法判断账号是否可用。{why}</translation>
    </message>
    <message>
        <source>The account is not accepted. {why}</source>
        <translation>账号不可用。{why}</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>出错了。</translation>
    </message>
    <message>
        <source>Before {service} is asked for the first time, read what that means.</source>
        <translation>首次使用{service}之前，请先了解以下内容。</translation>
    </message>
    <message>
        <source>I agree, use it</source>
        <translation>同意并启用</translation>
    </message>
    <message>
        <source>Sent with each question: {what}. Nothing else.</source>
        <translation>每次查验只发送：{what}，不含其他内容。</translation>
    </message>
    <message>
        <source>To: {hosts}</source>
        <translation>发送到：{hosts}</translation>
    </message>
    <message>
        <source>The vendor publishes no description of the answer. What is not understood is shown as it came, and is never taken for a match.</source>
        <translation>该服务商没有公开返回格式。看不懂的结果会原样显示，绝不当作“一致”。</translation>
    </message>
    <message>
        <source>Forget the account of {service}?</source>
        <translation>删除{service}的账号？</translation>
    </message>
    <message>
        <source>It is removed from the keyring of this computer, and {service} is not asked any more. What waits for verification keeps waiting; all answers stay.</source>
        <translation>账号将从这台电脑的凭据管理器（钥匙串）中删除，不再向{service}查验。待查验的发票继续等待，已有的查验结果全部保留。</translation>
    </message>
    <message>
        <source>Forget the account</source>
        <translation>删除账号</translation>
    </message>
    <message>
        <source>To ask it again, take the account from the vendor&apos;s console once more.</source>
        <translation>要再次使用，需重新从服务商的控制台取得账号信息。</translation>
    </message>
    <message>
        <source>Kept in the keyring of this computer and nowhere else. Empty keeps what is there.</source>
        <translation>只保存在这台电脑的凭据管理器（钥匙串）中。留空表示不改动已保存的内容。</translation>
    </message>
    <message>
        <source>Keep the account</source>
        <translation>保存账号</translation>
    </message>
    <message>
        <source>The price is not published: your contract with the vendor says it.</source>
        <translation>价格未公开，以您与服务商的合同为准。</translation>
    </message>
    <message>
        <source>Price: {price} yuan a question, by the vendor&apos;s list.</source>
        <translation>价格：每次 {price} 元（以服务商价目表为准）。</translation>
    </message>
    <message>
        <source>The first {n} are free.</source>
        <translation>前 {n} 次免费。</translation>
    </message>
    <message>
        <source>Search the answers</source>
        <translation>搜索查验记录</translation>
    </message>
    <message>
        <source>Number, message, remark</source>
        <translation>发票号码、返回信息、备注</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>{n} answer</source>
        <translation>{n} 条记录</translation>
    </message>
    <message>
        <source>{n} answers</source>
        <translation>{n} 条记录</translation>
    </message>
    <message>
        <source>No answer is like that</source>
        <translation>没有符合的查验记录</translation>
    </message>
    <message>
        <source>Try fewer or other words.</source>
        <translation>请减少或更换关键词。</translation>
    </message>
    <message>
        <source>Nothing was verified yet</source>
        <translation>还没有查验过</translation>
    </message>
    <message>
        <source>Every question and its answer will stand here, with who asked and when.</source>
        <translation>每一次查验和结果都会记在这里：谁查的、什么时候、怎么查的。</translation>
    </message>
    <message>
        <source>Verification.xlsx</source>
        <translation>查验记录.xlsx</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>No answer is kept yet</source>
        <translation>还没有结果</translation>
    </message>
    <message>
        <source>The answer as it came</source>
        <translation>原始返回</translation>
    </message>
    <message>
        <source>Show the screenshot</source>
        <translation>查看截图</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>查验中</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>预警</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>查无此票</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有结果</translation>
    </message>
    <message>
        <source>By way of</source>
        <translation>查验途径</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已证实</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>未证实</translation>
    </message>
    <message>
        <source>Answer time</source>
        <translation>应答时间</translation>
    </message>
    <message>
        <source>{n} can be asked now</source>
        <translation>现在可查 {n} 张</translation>
    </message>
    <message>
        <source>{n} without a clear answer</source>
        <translation>{n} 张结果不明</translation>
    </message>
    <message>
        <source>{n} asked today</source>
        <translation>今天已查 {n} 次</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>预警</translation>
    </message>
    <message>
        <source>Can be supplemented</source>
        <translation>可补充</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>补充…</translation>
    </message>
    <message>
        <source>There is nothing to look at here</source>
        <translation>没有需要处理的事</translation>
    </message>
    <message>
        <source>Voided and reversed invoices, and what answers could add, will stand here.</source>
        <translation>入账后被作废、红冲的发票，以及查验结果可以补充的内容，会列在这里。</translation>
    </message>
    <message>
        <source>{n} invoice has changed</source>
        <translation>{n} 张发票状态有变</translation>
    </message>
    <message>
        <source>{n} invoices have changed</source>
        <translation>{n} 张发票状态有变</translation>
    </message>
    <message>
        <source>{n} answer holds more</source>
        <translation>{n} 张可从查验结果补充</translation>
    </message>
    <message>
        <source>{n} answers hold more</source>
        <translation>{n} 张可从查验结果补充</translation>
    </message>
    <message>
        <source>Only what is empty is filled; each value is noted with its source. What differs is not taken over: it waits among the invoices that need a look.</source>
        <translation>只补空白项，每一项都记下来源。与我方不一致的不会补入，已列入待处理的发票。</translation>
    </message>
    <message>
        <source>Take over from the answers</source>
        <translation>从查验结果补充</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>补充</translation>
    </message>
    <message>
        <source>What would be written</source>
        <translation>将要补充的内容</translation>
    </message>
    <message>
        <source>A click or the space bar takes a value or leaves it out</source>
        <translation>单击或按空格，选择补入或不补</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不补</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>查验结果</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>{field}: the answer has {theirs} ({source}), ours {ours}</source>
        <translation>{field}：查验结果 {theirs} · 我方 {ours} · {source}</translation>
    </message>
    <message>
        <source>What it adds</source>
        <translation>可补充的内容</translation>
    </message>
    <message>
        <source>{field}: {value}</source>
        <translation>{field}：{value}</translation>
    </message>
    <message>
        <source>The ledger is closed meanwhile, and opened again behind it.</source>
        <translation>期间台账暂时关闭，做完自动打开。</translation>
    </message>
    <message>
        <source>Close without it</source>
        <translation>不备份，直接关闭</translation>
    </message>
    <message>
        <source>One more backup, then the window closes</source>
        <translation>再备份一次就关闭</translation>
    </message>
    <message>
        <source>Without it the next start makes it up.</source>
        <translation>不备份的话，下次启动时补做。</translation>
    </message>
    <message>
        <source>Archive of a year</source>
        <translation>年度发票档案</translation>
    </message>
    <message>
        <source>The originals as they arrived, with an index as workbook and PDF, verifications and decisions: readable without this program, and without a key.</source>
        <translation>原件一字不变，附 Excel 和 PDF 目录、查验与处理记录；无需本程序，也无需密钥，就能查看。</translation>
    </message>
    <message>
        <source>Choose where and write…</source>
        <translation>选择位置并导出…</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>As one ZIP file</source>
        <translation>打成一个 ZIP 文件</translation>
    </message>
    <message>
        <source>The archive is not encrypted: whoever has it can read it. Keep it locked up.</source>
        <translation>档案没有加密：谁拿到都能看。请锁好保管。</translation>
    </message>
    <message>
        <source>Writing the archive</source>
        <translation>正在导出档案</translation>
    </message>
    <message>
        <source>Cancelling leaves nothing behind.</source>
        <translation>取消不会留下任何文件。</translation>
    </message>
    <message>
        <source>There are no invoices yet.</source>
        <translation>还没有发票。</translation>
    </message>
    <message>
        <source>{n} invoice</source>
        <translation>{n} 张发票</translation>
    </message>
    <message>
        <source>{invoices}, {files} originals; {without} without an original</source>
        <translation>{invoices}，{files} 份原件；{without} 张没有原件</translation>
    </message>
    <message>
        <source>Invoice archive {year}</source>
        <translation>发票档案 {year}</translation>
    </message>
    <message>
        <source>New archive</source>
        <translation>新档案</translation>
    </message>
    <message>
        <source>Archive written and read again: {n} invoices, {m} originals, {size}.</source>
        <translation>档案已导出并复核：{n} 张发票、{m} 份原件，{size}。</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>正在备份</translation>
    </message>
    <message>
        <source>Rehearsing a restore</source>
        <translation>正在演练恢复</translation>
    </message>
    <message>
        <source>Cancelling leaves no half file.</source>
        <translation>取消不会留下半份文件。</translation>
    </message>
    <message>
        <source>Backed up and proven.</source>
        <translation>已备份并证实。</translation>
    </message>
    <message>
        <source>Backed up and proven in {n} places.</source>
        <translation>已在 {n} 处备份并证实。</translation>
    </message>
    <message>
        <source>None of the folders is there just now; it is made up for later.</source>
        <translation>备份位置现在都不在，插上后自动补做。</translation>
    </message>
    <message>
        <source>Rehearsed: {n} invoices and {m} originals came back the same.</source>
        <translation>演练通过：{n} 张发票、{m} 份原件恢复后完全一致。</translation>
    </message>
    <message>
        <source>“{name}” is not there just now; it is made up for later.</source>
        <translation>“{name}”现在不在，插上后自动补做。</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Automatic backups</source>
        <translation>自动备份</translation>
    </message>
    <message>
        <source>A folder that is not there is made up for when it is back. Kept: 7 days, 4 weeks, 12 months, never without the last proven one; those made by hand stay.</source>
        <translation>暂时不在的位置，回来后自动补做。保留 7 天、4 周、12 个月，最后一份已证实的永远保留；手动做的不删。</translation>
    </message>
    <message>
        <source>Keep these settings</source>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>Every day at</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>When the program is closed</source>
        <translation>退出程序时</translation>
    </message>
    <message>
        <source>After so many steps</source>
        <translation>每隔若干步操作</translation>
    </message>
    <message>
        <source>Rehearse a restore once a month</source>
        <translation>每月演练恢复一次</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Number of steps</source>
        <translation>操作步数</translation>
    </message>
    <message>
        <source>A time is written 12:30.</source>
        <translation>时间写作 12:30。</translation>
    </message>
    <message>
        <source>A number of steps, at least 1.</source>
        <translation>步数至少为 1。</translation>
    </message>
    <message>
        <source>Use no longer</source>
        <translation>不再使用</translation>
    </message>
    <message>
        <source>Use no longer: {folder}</source>
        <translation>不再使用：{folder}</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>备份文件夹</translation>
    </message>
    <message>
        <source>Where they go</source>
        <translation>备份位置</translation>
    </message>
    <message>
        <source>Not there just now</source>
        <translation>现在不在</translation>
    </message>
    <message>
        <source>{size} free</source>
        <translation>剩余 {size}</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Nothing in this year</source>
        <translation>本年没有发票</translation>
    </message>
    <message>
        <source>{month}: purchases {in}, sales {out}, {n} invoices</source>
        <translation>{month}：进项 {in}，销项 {out}，共 {n} 张</translation>
    </message>
    <message>
        <source>The others</source>
        <translation>其余</translation>
    </message>
    <message>
        <source>Months, in and out</source>
        <translation>各月进销</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>下一个文件</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>No page to show</source>
        <translation>没有可显示的页面</translation>
    </message>
    <message>
        <source>It says otherwise: {fields}.</source>
        <translation>原件与录入不同：{fields}。</translation>
    </message>
    <message>
        <source>It says what our fields say.</source>
        <translation>原件与录入一致。</translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>No folder is watched</source>
        <translation>没有监视的文件夹</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Watch none</source>
        <translation>不再监视</translation>
    </message>
    <message>
        <source>What arrives in this folder and the folders in it is imported while the program runs. The files stay where they lie, as they are.</source>
        <translation>程序运行时，放进这个文件夹及其子文件夹的文件会自动导入；文件留在原处，不作改动。</translation>
    </message>
    <message>
        <source>Choose the folder to watch</source>
        <translation>选择要监视的文件夹</translation>
    </message>
    <message>
        <source>Empty: as it is in the keyring</source>
        <translation>留空则沿用凭据管理器中的密码</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>Every {n} hours</source>
        <translation>每 {n} 小时</translation>
    </message>
    <message>
        <source>Every {n} minutes</source>
        <translation>每 {n} 分钟</translation>
    </message>
    <message>
        <source>On demand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>收取频率</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>立即收取</translation>
    </message>
    <message>
        <source>Saved; the password is in the keyring alone.</source>
        <translation>已保存；密码只存于凭据管理器（钥匙串）。</translation>
    </message>
    <message>
        <source>Attached invoices are imported. Nothing in the mailbox is marked, moved or deleted; links are listed, not followed. The connection is always encrypted.</source>
        <translation>导入邮件附件中的发票。邮箱里的邮件不标记、不移动、不删除；链接只列出，不打开。连接始终加密。</translation>
    </message>
    <message>
        <source>IMAP server</source>
        <translation>IMAP 服务器</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Mail folder</source>
        <translation>邮件文件夹</translation>
    </message>
    <message>
        <source>Choose a folder and back up…</source>
        <translation>选择文件夹并备份…</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>The first proven backup will stand here</source>
        <translation>第一份证实的备份会显示在这里</translation>
    </message>
    <message>
        <source>One encrypted file, opened and compared before it counts. A disk of its own is the best place: a USB stick, a network drive.</source>
        <translation>一个加密文件，打开并比对之后才算数。最好放在另一块磁盘上：U 盘、网络盘。</translation>
    </message>
    <message>
        <source>Archive of a year…</source>
        <translation>年度发票档案…</translation>
    </message>
    <message>
        <source>Company data over the years…</source>
        <translation>历年企业信息…</translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{mm}-{dd}</source>
        <translation>{mm}月{dd}日</translation>
    </message>
    <message>
        <source>{y}-{mm}-{dd}</source>
        <translation>{y}年{mm}月{dd}日</translation>
    </message>
    <message>
        <source>The backup of {moment} is proven: it can be restored</source>
        <translation>{moment} 的备份已证实可以恢复</translation>
    </message>
    <message>
        <source>{n} day without a proven backup</source>
        <translation>已 {n} 天没有证实的备份</translation>
    </message>
    <message>
        <source>{n} days without a proven backup</source>
        <translation>已 {n} 天没有证实的备份</translation>
    </message>
    <message>
        <source>The backup of {moment} was proven; it cannot be seen just now</source>
        <translation>{moment} 的备份已证实，但现在看不到这个文件</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>每日定时</translation>
    </message>
    <message>
        <source>Made up for</source>
        <translation>补做</translation>
    </message>
    <message>
        <source>After changes</source>
        <translation>改动后</translation>
    </message>
    <message>
        <source>On closing</source>
        <translation>退出时</translation>
    </message>
    <message>
        <source>Before a restore</source>
        <translation>恢复前</translation>
    </message>
    <message>
        <source>Before an upgrade</source>
        <translation>升级前</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>系统计划任务</translation>
    </message>
    <message>
        <source>Nothing was entered or changed since then.</source>
        <translation>此后没有录入或改动。</translation>
    </message>
    <message>
        <source>{n} step since then is in no backup yet.</source>
        <translation>此后的 {n} 步操作还没有进入备份。</translation>
    </message>
    <message>
        <source>{n} steps since then are in no backup yet.</source>
        <translation>此后的 {n} 步操作还没有进入备份。</translation>
    </message>
    <message>
        <source>{n} step since then comes into the next backup, {next}.</source>
        <translation>此后的 {n} 步操作会进入下一份备份（{next}）。</translation>
    </message>
    <message>
        <source>{n} steps since then come into the next backup, {next}.</source>
        <translation>此后的 {n} 步操作会进入下一份备份（{next}）。</translation>
    </message>
    <message>
        <source>1 original</source>
        <translation>1 份原件</translation>
    </message>
    <message>
        <source>{n} originals</source>
        <translation>{n} 份原件</translation>
    </message>
    <message>
        <source>What is in the ledger now cannot be read to its end, so nothing is compared.</source>
        <translation>现在的台账读不完整，无法比较。</translation>
    </message>
    <message>
        <source>Nothing would be gone: the ledger holds nothing newer.</source>
        <translation>不会少掉任何东西：台账里没有更新的内容。</translation>
    </message>
    <message>
        <source>{n} invoice of now would be gone</source>
        <translation>现有的 {n} 张发票会不见</translation>
    </message>
    <message>
        <source>{n} invoices of now would be gone</source>
        <translation>现有的 {n} 张发票会不见</translation>
    </message>
    <message>
        <source>{n} step that came later</source>
        <translation>之后的 {n} 步操作</translation>
    </message>
    <message>
        <source>{n} steps that came later</source>
        <translation>之后的 {n} 步操作</translation>
    </message>
    <message>
        <source>Opened with your key, every page checked, every table&apos;s count and content the same as in the ledger</source>
        <translation>用您的密钥打开，逐页校验，每张表的条数和内容都与台账相同</translation>
    </message>
    <message>
        <source>{n} day with a proven backup</source>
        <translation>{n} 天有证实的备份</translation>
    </message>
    <message>
        <source>{n} days with a proven backup</source>
        <translation>{n} 天有证实的备份</translation>
    </message>
    <message>
        <source>{n} day without</source>
        <translation>{n} 天没有</translation>
    </message>
    <message>
        <source>{n} days without</source>
        <translation>{n} 天没有</translation>
    </message>
    <message>
        <source>{n} day failed</source>
        <translation>{n} 天未完成</translation>
    </message>
    <message>
        <source>{n} days failed</source>
        <translation>{n} 天未完成</translation>
    </message>
    <message>
        <source>daily at {time}</source>
        <translation>每天 {time}</translation>
    </message>
    <message>
        <source>on closing</source>
        <translation>退出时</translation>
    </message>
    <message>
        <source>after {n} changes</source>
        <translation>每 {n} 步操作后</translation>
    </message>
    <message>
        <source> and </source>
        <translation>，及</translation>
    </message>
    <message>
        <source>only by hand</source>
        <translation>只在手动时</translation>
    </message>
    <message>
        <source>{n} invoice can still be read in it.</source>
        <translation>其中还能读出 {n} 张发票。</translation>
    </message>
    <message>
        <source>{n} invoices can still be read in it.</source>
        <translation>其中还能读出 {n} 张发票。</translation>
    </message>
    <message>
        <source>It gives back {n} invoice that cannot be read any more.</source>
        <translation>它能找回 {n} 张已读不出的发票。</translation>
    </message>
    <message>
        <source>It gives back {n} invoices that cannot be read any more.</source>
        <translation>它能找回 {n} 张已读不出的发票。</translation>
    </message>
    <message>
        <source>The old sheet is still needed for {n} backup.</source>
        <translation>旧凭证还要留着打开 {n} 份备份。</translation>
    </message>
    <message>
        <source>The old sheet is still needed for {n} backups.</source>
        <translation>旧凭证还要留着打开 {n} 份备份。</translation>
    </message>
    <message>
        <source>It could not be finished; nothing half done was left</source>
        <translation>没有做完，未留下半份文件</translation>
    </message>
    <message>
        <source>Not everything came back the same ({what}); back up now and rehearse again</source>
        <translation>恢复后有不一致（{what}）；请马上备份并再演练一次</translation>
    </message>
    <message>
        <source>The disk was full; nothing half done was left</source>
        <translation>磁盘已满，未留下半份文件</translation>
    </message>
    <message>
        <source>There was not enough room; nothing was begun</source>
        <translation>空间不够，没有开始写</translation>
    </message>
    <message>
        <source>The folder could not be written to</source>
        <translation>文件夹无法写入</translation>
    </message>
    <message>
        <source>The disk takes no file of this size; use one formatted as exFAT</source>
        <translation>磁盘放不下这么大的文件，请换成 exFAT 格式的磁盘</translation>
    </message>
    <message>
        <source>The ledger itself is damaged</source>
        <translation>台账本身已损坏</translation>
    </message>
    <message>
        <source>The copy did not prove itself and was removed</source>
        <translation>副本没有通过证实，已删除</translation>
    </message>
    <message>
        <source>No backup could be seen</source>
        <translation>看不到任何备份</translation>
    </message>
    <message>
        <source>The key was not in the keyring</source>
        <translation>凭据管理器里没有密钥</translation>
    </message>
    <message>
        <source>The key did not open it</source>
        <translation>密钥打不开它</translation>
    </message>
    <message>
        <source>The keyring was locked</source>
        <translation>凭据管理器已锁定</translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation>还没有查验过</translation>
    </message>
    <message>
        <source>Connection: {service}</source>
        <translation>连接检查：{service}</translation>
    </message>
    <message>
        <source>Nothing is asked about any invoice, and nothing is charged.</source>
        <translation>不会查验任何发票，也不会产生费用。</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>What is entered waits for its verification</source>
        <translation>录入的发票自动进入待查验队列</translation>
    </message>
    <message>
        <source>For example 8 12 18; empty: only when asked for</source>
        <translation>如 8 12 18；留空则只在手动时查验</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>不复查</translation>
    </message>
    <message>
        <source>Hours are numbers from 0 to 23.</source>
        <translation>钟点须为 0 到 23 的数字。</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>自动查验</translation>
    </message>
    <message>
        <source>Hours of the day in which the queue is worked off</source>
        <translation>每天在这些钟点自动查验</translation>
    </message>
    <message>
        <source>Invoices found in order are looked at again after</source>
        <translation>查验一致的发票，隔多久复查一次</translation>
    </message>
    <message>
        <source>Up to so long after their day of issue</source>
        <translation>复查到开票日后多久为止</translation>
    </message>
    <message>
        <source>Hours count while the program is open. Each look costs what the service asks.</source>
        <translation>程序开着时才会按钟点查验；每次复查按服务商的价格计费。</translation>
    </message>
    <message>
        <source>The ledger does not note which invoices are booked: all that were found in order are looked at again, the booked ones among them.</source>
        <translation>台账不记录哪些发票已入账，因此查验一致的发票到期都会复查，已入账的也在其中。</translation>
    </message>
    <message>
        <source>{n} day</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} month</source>
        <translation>{n} 个月</translation>
    </message>
    <message>
        <source>{n} months</source>
        <translation>{n} 个月</translation>
    </message>
    <message>
        <source>Batch check</source>
        <translation>批量查验</translation>
    </message>
    <message>
        <source>Write files for the tax bureau…</source>
        <translation>导出税局批量查验文件…</translation>
    </message>
    <message>
        <source>Read its answer…</source>
        <translation>导入查验结果…</translation>
    </message>
    <message>
        <source>Where to write the files</source>
        <translation>文件存到哪里</translation>
    </message>
    <message>
        <source>The answer of the tax bureau</source>
        <translation>税局的批量查验结果</translation>
    </message>
    <message>
        <source>Workbooks and CSV (*.xlsx *.xls *.csv)</source>
        <translation>Excel 和 CSV (*.xlsx *.xls *.csv)</translation>
    </message>
    <message>
        <source>{n} invoice written</source>
        <translation>已导出 {n} 张</translation>
    </message>
    <message>
        <source>{n} invoices written</source>
        <translation>已导出 {n} 张</translation>
    </message>
    <message>
        <source>{n} file</source>
        <translation>{n} 个文件</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} 个文件</translation>
    </message>
    <message>
        <source>{n} lacks a value</source>
        <translation>{n} 张缺查验要素，未导出</translation>
    </message>
    <message>
        <source>{n} lack a value</source>
        <translation>{n} 张缺查验要素，未导出</translation>
    </message>
    <message>
        <source>No row is about an invoice of this ledger. Is the file another company&apos;s? Nothing was kept of it.</source>
        <translation>没有一行是本台账的发票。这是不是另一家公司的文件？什么也没有记录。</translation>
    </message>
    <message>
        <source>Read: {file}</source>
        <translation>读取结果：{file}</translation>
    </message>
    <message>
        <source>Rows without an answer</source>
        <translation>没有记录结果的行</translation>
    </message>
    <message>
        <source>Nothing was kept of these rows; what they are about goes on waiting</source>
        <translation>下面这些行没有记录结果，对应的发票继续等待查验</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>复制列表</translation>
    </message>
    <message>
        <source>{n} answer kept</source>
        <translation>已记录 {n} 张的结果</translation>
    </message>
    <message>
        <source>{n} answers kept</source>
        <translation>已记录 {n} 张的结果</translation>
    </message>
    <message>
        <source>{n} kept before</source>
        <translation>{n} 条以前已记录</translation>
    </message>
    <message>
        <source>{n} not in the ledger</source>
        <translation>{n} 张不在台账中</translation>
    </message>
    <message>
        <source>{n} not kept</source>
        <translation>{n} 行未记录</translation>
    </message>
    <message>
        <source>The file says</source>
        <translation>文件里的结果</translation>
    </message>
    <message>
        <source>Why nothing was kept</source>
        <translation>未记录的原因</translation>
    </message>
    <message>
        <source>The form stays; the file is not kept with it.</source>
        <translation>表单内容保留；此文件不随发票保存。</translation>
    </message>
    <message>
        <source>{field}: {theirs} on the original, {ours} in the ledger</source>
        <translation>{field}：原件上为 {theirs}，台账为 {ours}</translation>
    </message>
    <message>
        <source>Framed on the page: {fields}.</source>
        <translation>已在页面上框出：{fields}。</translation>
    </message>
    <message>
        <source>Where the page says {fields} is not known: compare by eye.</source>
        <translation>{fields}在页面上的位置无法确定，请对照原件查看。</translation>
    </message>
    <message>
        <source>{field} (page {page})</source>
        <translation>{field}（第 {page} 页）</translation>
    </message>
    <message>
        <source>The tax bureau&apos;s template may change: choose the columns, their order and titles as it has them now. What you choose is kept.</source>
        <translation>税局的模板可能会变：请按现在的模板选择列、排好顺序、填写列名。您的选择会保留到下次。</translation>
    </message>
    <message>
        <source>Files for the batch check</source>
        <translation>批量查验文件</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>前几行预览</translation>
    </message>
    <message>
        <source>The title “{title}” stands for something else already: choose another.</source>
        <translation>列名“{title}”已另有所指，请换一个。</translation>
    </message>
    <message>
        <source>A file needs a column, a title for each, and both limits.</source>
        <translation>文件至少要有一列，每列要有列名，两个上限都要填。</translation>
    </message>
    <message>
        <source>Without the invoice number no answer can be read back.</source>
        <translation>没有发票号码列，结果将无法读回。</translation>
    </message>
    <message>
        <source>Of {n} invoice</source>
        <translation>共 {n} 张</translation>
    </message>
    <message>
        <source>Of {n} invoices</source>
        <translation>共 {n} 张</translation>
    </message>
    <message>
        <source>At most in one file:</source>
        <translation>每个文件最多</translation>
    </message>
    <message>
        <source>No invoice has all values that are asked for.</source>
        <translation>没有一张发票具备查验所需的全部内容。</translation>
    </message>
    <message>
        <source>KB</source>
        <translation>KB</translation>
    </message>
    <message>
        <source>invoices,</source>
        <translation>张，</translation>
    </message>
    <message>
        <source>Title of {what}</source>
        <translation>“{what}”的列名</translation>
    </message>
    <message>
        <source>{what} further left</source>
        <translation>“{what}”左移一列</translation>
    </message>
    <message>
        <source>{what} further right</source>
        <translation>“{what}”右移一列</translation>
    </message>
    <message>
        <source>The amount that is asked for</source>
        <translation>该票种查验用的金额</translation>
    </message>
    <message>
        <source>Announced end</source>
        <translation>预告恢复时间</translation>
    </message>
    <message>
        <source>Ended at</source>
        <translation>实际恢复时间</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Noted by</source>
        <translation>登记人</translation>
    </message>
    <message>
        <source>Noted at</source>
        <translation>登记时间</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>排队待查</translation>
    </message>
    <message>
        <source>Waits until later</source>
        <translation>稍后或明天再查</translation>
    </message>
    <message>
        <source>Needs a person</source>
        <translation>需人工处理</translation>
    </message>
    <message>
        <source>Not in the queue</source>
        <translation>不在队列</translation>
    </message>
    <message>
        <source>Screenshot</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>When service is back</source>
        <translation>恢复后的安排</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>查验安排</translation>
    </message>
    <message>
        <source>Begins by itself when service is back</source>
        <translation>恢复后自动开始</translation>
    </message>
    <message>
        <source>Begins now</source>
        <translation>即将开始</translation>
    </message>
    <message>
        <source>Begins {time}</source>
        <translation>{time} 自动开始</translation>
    </message>
    <message>
        <source>{n} can be checked by hand.</source>
        <translation>{n} 张可以手工查验。</translation>
    </message>
    <message>
        <source>up to {n}</source>
        <translation>最多 {n}</translation>
    </message>
    <message>
        <source>{count} take less than a minute (about {pace} a minute).</source>
        <translation>{count} 张不到 1 分钟查完（每分钟约 {pace} 张）。</translation>
    </message>
    <message>
        <source>{count} take about {time} (about {pace} a minute).</source>
        <translation>{count} 张约 {time}查完（每分钟约 {pace} 张）。</translation>
    </message>
    <message>
        <source>{count} take less than a minute at best (at most {pace} a minute).</source>
        <translation>{count} 张最快不到 1 分钟查完（每分钟最多 {pace} 张）。</translation>
    </message>
    <message>
        <source>{count} take at least {time} (at most {pace} a minute).</source>
        <translation>{count} 张至少要 {time}（每分钟最多 {pace} 张）。</translation>
    </message>
    <message>
        <source>{n} was checked five times today and waits until tomorrow.</source>
        <translation>{n} 张今天已查满 5 次，等到明天。</translation>
    </message>
    <message>
        <source>{n} were checked five times today and wait until tomorrow.</source>
        <translation>{n} 张今天已查满 5 次，等到明天。</translation>
    </message>
    <message>
        <source>{n} can be checked tomorrow.</source>
        <translation>{n} 张要到明天才能查。</translation>
    </message>
    <message>
        <source>{n} got no answer and is tried again.</source>
        <translation>{n} 张未得到答复，稍后再查。</translation>
    </message>
    <message>
        <source>{n} got no answer and are tried again.</source>
        <translation>{n} 张未得到答复，稍后再查。</translation>
    </message>
    <message>
        <source>{n} is paused.</source>
        <translation>{n} 张已暂停。</translation>
    </message>
    <message>
        <source>{n} are paused.</source>
        <translation>{n} 张已暂停。</translation>
    </message>
    <message>
        <source>No service is set up, so nothing is asked by itself: check on the official site, or import the tax bureau&apos;s list, which confirms what stands in it.</source>
        <translation>还没有设置查验服务，不会自动查验：可到官方平台逐张查验，或导入税局清单，清单上一致的即为证实。</translation>
    </message>
    <message>
        <source>Afterwards a report says what is confirmed, what is not, and what still waits.</source>
        <translation>查完给一份简报：证实了哪些、哪些不符、哪些还在等。</translation>
    </message>
    <message>
        <source>The services could not answer and are left alone until {time}.</source>
        <translation>查验服务暂时不能答复，{time} 之前不再询问。</translation>
    </message>
    <message>
        <source>No hours are set: it begins when “Verify now” is pressed.</source>
        <translation>没有设置自动查验的时间，按“开始查验”才开始。</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>明天 {time}</translation>
    </message>
</context>
</TS>
